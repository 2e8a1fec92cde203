import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { newDir, removeDir } from './tempdir.ts';

/** A disk that can be full, or read only. */
export interface SmallDisk {
  /** A folder on it. */
  readonly path: string;
  fill(): void;
  makeRoom(): void;
  /** Nothing on it may be open for writing. */
  readOnly(): void;
  stop(): void;
}

/** Makes a disk of so many megabytes in memory. Only root can, where mounting is allowed: otherwise there is none. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const place = newDir();
  const mount = (...options: string[]) => execFileSync('mount', [...options, place], { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs');
  } catch {
    removeDir(place);
    return undefined;
  }
  const path = join(place, 'data');
  const ballast = join(place, 'ballast');
  mkdirSync(path);
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(place);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => rmSync(ballast),
    readOnly: () => mount('-o', 'remount,ro'),
    stop() {
      execFileSync('umount', ['--lazy', place]);
      removeDir(place);
    },
  };
}

/** Gives a folder to the user that servers run as which refuse to run as root. */
export function giveToNobody(path: string): void {
  const nobody = 65_534;
  if (process.getuid?.() === 0) chownSync(path, nobody, nobody);
}
