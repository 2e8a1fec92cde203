import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, rmSync } from 'node:fs';
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

/**
 * Inside a `describe`: makes disks of so many megabytes in memory, which are gone after each test. Only root can, where
 * mounting is allowed: otherwise there are none.
 */
export function useSmallDisks(): (megabytes: number) => SmallDisk | undefined {
  const disks: SmallDisk[] = [];
  afterEach(() => {
    for (const disk of disks.splice(0)) disk.stop();
  });
  return (megabytes) => {
    const disk = makeDisk(megabytes);
    if (disk) disks.push(disk);
    return disk;
  };
}

function makeDisk(megabytes: number): SmallDisk | undefined {
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
      // Somebody else may take of the room meanwhile.
      for (const size of [2 ** 20, 2 ** 12]) for (const bytes = Buffer.alloc(size); hasRoom(ballast, bytes); );
    },
    makeRoom: () => rmSync(ballast),
    readOnly: () => mount('-o', 'remount,ro'),
    stop() {
      execFileSync('umount', ['--lazy', place]);
      removeDir(place);
    },
  };
}

function hasRoom(path: string, bytes: Uint8Array): boolean {
  try {
    appendFileSync(path, bytes);
    return true;
  } catch {
    return false;
  }
}

/** Gives a folder to the user that servers run as which refuse to run as root. */
export function giveToNobody(path: string): void {
  const nobody = 65_534;
  if (process.getuid?.() === 0) chownSync(path, nobody, nobody);
}
