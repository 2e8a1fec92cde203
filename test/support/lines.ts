import assert from 'node:assert/strict';
import { join } from 'node:path';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import type { Step } from '../../mixins/store/sqlite/writer.ts';
import { silent } from './silent.ts';
import { useTempDirs } from './tempdir.ts';

/** Inside a `describe`: opens SQLite files, and closes them after each test. */
export function useFiles() {
  const newDir = useTempDirs();
  const opened: SqliteFile[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((file) => file.close())));
  const newPath = () => join(newDir(), 'test.db');
  const open = (path = newPath(), log = silent) => {
    const file = new SqliteFile(path, log);
    opened.push(file);
    return file;
  };
  return { newPath, open };
}

/** A table of texts in a file: a null cannot be written. */
export function linesIn(file: SqliteFile) {
  file.database.exec('CREATE TABLE IF NOT EXISTS line(text TEXT NOT NULL) STRICT');
  const insert = file.statement('INSERT INTO line VALUES(?)');
  const select = file.database.prepare('SELECT text FROM line ORDER BY rowid');
  const version = file.database.prepare('PRAGMA data_version');
  /** Each transaction of the writer changes it. */
  const transaction = () => version.get()?.data_version;
  const told: { readonly text: string | null; readonly transaction: unknown }[] = [];
  return {
    file,
    transaction,
    /** One work of these texts. */
    write(...texts: (string | null)[]) {
      const [first, ...others] = texts.map((text): Step => [insert, text]);
      assert.ok(first);
      return file.write([first, ...others], (outcome) => {
        told.push({ text: texts[0] ?? null, transaction: transaction() });
        return outcome;
      });
    },
    lines: () => select.all().map(({ text }) => text),
    /** First texts of the works that were told to be durable, in the order that this was told. */
    told: () => told.map(({ text }) => text),
    /** How many transactions those were; two that followed on one another at once may count as one. */
    transactions: () => new Set(told.map((one) => one.transaction)).size,
    /** Keeps the writer busy with what it has, until it is let go. */
    hold() {
      file.database.exec('BEGIN IMMEDIATE');
      return () => file.database.exec('COMMIT');
    },
  };
}
