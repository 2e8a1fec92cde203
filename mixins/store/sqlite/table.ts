import type { DatabaseSync } from 'node:sqlite';
import type { Collection } from '../collection.ts';
import { backfillOf } from '../sql/query.ts';

/** Makes the table of a collection and its indices. A column that the collection has got since is filled from the states. */
export function makeTable(database: DatabaseSync, { name, columns }: Collection): void {
  const entries = Object.entries(columns);
  const fields = entries.map(([field, { type }]) => `, "${field}" ${type.toUpperCase()}`).join('');
  database.exec(`
    CREATE TABLE IF NOT EXISTS "${name}"(
      created INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL${fields}, body TEXT NOT NULL
    ) STRICT;`);
  const present = new Set(
    database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(name)
      .map((column) => column.name),
  );
  for (const [field, { type, index, backfill }] of entries) {
    if (!present.has(field))
      database.exec(`
        BEGIN IMMEDIATE;
        ALTER TABLE "${name}" ADD COLUMN "${field}" ${type.toUpperCase()};
        UPDATE "${name}" SET "${field}" = ${backfillOf(field, backfill)};
        ${backfill ? `UPDATE "${name}" SET body = json_set(body, '$.${field}', "${field}") WHERE "${field}" IS NOT NULL;` : ''}
        COMMIT;`);
    const some = index === 'present' ? ` WHERE "${field}" IS NOT NULL` : '';
    if (index) database.exec(`CREATE INDEX IF NOT EXISTS "${name}.${field}" ON "${name}"("${field}")${some}`);
  }
}
