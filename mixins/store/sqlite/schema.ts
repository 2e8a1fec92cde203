import type { DatabaseSync } from 'node:sqlite';
import { newestVersion, outstanding } from '../schema-version.ts';
import { nameTablesByService } from './tables-by-service.ts';

/** A step from a schema version to the next. */
type Migration = string | ((database: DatabaseSync) => void);

/** Deliveries that were given up lay among the parked ones, without an id, a time and the facts of their events. */
const deadLettersApart = `
  CREATE TABLE IF NOT EXISTS parked(
    consumer TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL,
    dueAt INTEGER NOT NULL, dead INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(consumer, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dead(
    id TEXT PRIMARY KEY, consumer TEXT NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
    facts TEXT, attempts INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, error TEXT NOT NULL,
    event TEXT NOT NULL, UNIQUE(consumer, seq)
  ) STRICT;
  INSERT INTO dead SELECT
    hex(randomblob(13)), consumer, seq, substr(consumer, 1, instr(consumer, ':') - 1), event ->> 'type',
    json_object('id', event ->> 'id', 'source', event ->> 'source', 'subject', event ->> 'subject',
                'correlationid', event ->> 'correlationid'),
    attempts, dueAt, length(CAST(event AS BLOB)), error, event
  FROM parked WHERE dead = 1;
  DELETE FROM parked WHERE dead = 1;
  DROP INDEX IF EXISTS "parked.dueAt";
  ALTER TABLE parked DROP COLUMN dead;
`;

/** What brings a file from the schema before to the next one. The tables of a new file are made as they are now. */
const schemaChanges: readonly Migration[] = [deadLettersApart, nameTablesByService];

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
    for (const step of steps) {
      if (typeof step === 'string') database.exec(step);
      else step(database);
    }
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
