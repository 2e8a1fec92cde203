import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { privateFile } from './private-files.ts';

/** Locks are kept reachable: one that is collected as garbage closes, and lets the next process in. */
const held = new Set<DatabaseSync>();

/**
 * One writing process per file, or folder. The lock is a transaction held open on a small database beside it, so
 * the operating system drops it with the process, however that ends; `.owner` only names the holder.
 * @param advice what its owner can do
 * @returns the release
 * @throws when another process holds it
 */
export function lockFile(file: string, advice: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${file}.lock`);
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) throw new Error(`${file}.lock cannot be opened: ${(error as Error).message}`, { cause: error });
    throw new Error(`${file} is in use by ${owner(file)}: one process writes it. ${advice}`);
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
