import type { DatabaseSync } from 'node:sqlite';
import { newestVersion, outstanding } from '../schema-version.ts';

/** What brings a file from the schema before to the next one, as SQL. The tables of a new file are made as they are now. */
const schemaChanges: readonly string[] = [];

/**
 * Brings the schema of a file to this program's; its version is SQLite's `user_version`. Files from before there
 * were versions are at the first one.
 * @throws when a newer program has written the file, or when it cannot be changed; both name the file
 */
export function migrateFile(database: DatabaseSync, path: string, migrations = schemaChanges): void {
  const newest = newestVersion(migrations);
  const { user_version: written } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (written === newest) return;
  const found = written || (isEmpty(database) ? newest : 1);
  const steps = outstanding(path, found, migrations);
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps) database.exec(step);
    database.exec(`PRAGMA user_version = ${newest}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw new Error(`${path} could not be brought from schema version ${found} to ${newest}`, { cause: error });
  }
}

function isEmpty(database: DatabaseSync): boolean {
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number };
  return tables === 0;
}
