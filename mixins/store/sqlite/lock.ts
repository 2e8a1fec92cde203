import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { privateFile } from './privacy.ts';
import { cannotOpen } from './unavailable.ts';

/** Locks are kept reachable: one that is collected as garbage closes, and lets the next process in. */
const held = new Set<DatabaseSync>();

/**
 * One writing process per file. The lock is a transaction held open on a small database beside the file, so
 * the operating system drops it with the process, however that ends; `.owner` only names the holder.
 * @returns the release
 * @throws when another process holds it
 */
export function lockFile(file: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${file}.lock`);
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) throw cannotOpen(`${file}.lock`, error);
    throw new Error(
      `${file} is in use by ${owner(file)}: one process writes a file. Stop that process, or set DATA_DIR to another folder.`,
    );
  }
  writeFileSync(`${file}.owner`, `process ${process.pid}, started ${new Date().toISOString()}\n`, {
    mode: privateFile,
  });
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}

function owner(file: string): string {
  try {
    return readFileSync(`${file}.owner`, 'utf8').trim();
  } catch {
    return 'another process';
  }
}
