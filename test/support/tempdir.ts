import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder. Whoever asks for it removes it, with `removeDir`. */
export function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'yeyak-'));
}

export function removeDir(path: string): void {
  // SQLite may be removing its own files at this moment.
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

/** Inside a `describe`: gives new folders, which are removed after its tests. */
export function useTempDirs(): () => string {
  const dirs: string[] = [];
  after(() => {
    dirs.forEach(removeDir);
  });
  return () => {
    const dir = newDir();
    dirs.push(dir);
    return dir;
  };
}
