import { createHash } from 'node:crypto';
import type { Collection, Column, RowTable } from '../collection.ts';
import { newestVersion, outstanding } from '../schema-version.ts';
import { isSearchColumn } from '../search/text.ts';
import { backfillOf } from '../sql/query.ts';

/** Runs SQL in a transaction. */
export type Run = <Row extends object>(text: string) => Promise<Row[]>;

export interface Schema {
  /** What it is called in errors. */
  readonly name: string;
  readonly schema: string;
  /** SQL that makes each table as it is now, unless it is there. */
  readonly definitions: readonly string[];
}

/** What brings the tables of a service from the schema version before to the next one, as SQL. */
const schemaChanges: readonly string[] = [];

/**
 * Makes the tables of a service, or brings them to this program's version. Replicas that start together do so one
 * after another. What is made already is left alone: even `IF NOT EXISTS` would lock tables in which others write.
 * @throws when a newer program has written them
 */
export async function createSchema(
  run: Run,
  { name, schema, definitions }: Schema,
  migrations = schemaChanges,
): Promise<void> {
  const newest = newestVersion(migrations);
  await run(`SELECT pg_advisory_xact_lock(hashtext('${schema}'))`);
  await run(
    `CREATE SCHEMA IF NOT EXISTS "${schema}"; CREATE TABLE IF NOT EXISTS schema_version(version integer NOT NULL);
     ALTER TABLE schema_version ADD COLUMN IF NOT EXISTS made text`,
  );
  const made = createHash('sha256').update(definitions.join()).digest('hex');
  const [row] = await run<{ version: number; made: string | null }>('SELECT version, made FROM schema_version');
  if (row?.version === newest && row.made === made) return;
  for (const step of outstanding(name, row?.version ?? newest, migrations)) await run(step);
  for (const definition of definitions) await run(definition);
  await run(`DELETE FROM schema_version; INSERT INTO schema_version(version, made) VALUES (${newest}, '${made}')`);
}

/**
 * The table of a collection, its indices, and the tables of its rows. A column that the collection has got since is
 * filled from the states.
 */
export function tablesOf({ name, columns, rows = [] }: Collection): string {
  const fields = Object.entries(columns).map(([field, { type, index, backfill }]) => {
    const present = index === 'present' ? ` WHERE "${field}" IS NOT NULL` : '';
    const inState = `UPDATE "${name}" SET body = (body::jsonb || jsonb_build_object('${field}', "${field}"))::json
        WHERE "${field}" IS NOT NULL;`;
    return `
      IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '"${name}"'::regclass AND attname = '${field}') THEN
        ALTER TABLE "${name}" ADD COLUMN "${field}" ${typeOf(type)};
        ${isSearchColumn(field) ? '' : `UPDATE "${name}" SET "${field}" = (${backfillOf(field, backfill)})::${type === 'text' ? 'text' : 'bigint'};`}
        ${backfill ? inState : ''}
      END IF;
      ${index ? `CREATE INDEX IF NOT EXISTS "${name}.${field}" ON "${name}"("${field}" NULLS FIRST)${present};` : ''}`;
  });
  return `
    CREATE TABLE IF NOT EXISTS "${name}"(
      created bigint GENERATED ALWAYS AS IDENTITY UNIQUE, id ${typeOf('text')} PRIMARY KEY, version integer NOT NULL,
      writer uuid, body json NOT NULL
    );
    DO $$ BEGIN ${fields.join('')} END $$;
    ${rows.map((table) => rowTable(name, table)).join('\n')}`;
}

/** Puts another table of a collection in the place of its own, with its indices. */
export function replaceTable({ name, columns }: Collection, by: string): string {
  const indexed = Object.keys(columns).filter((field) => columns[field]?.index);
  return `
    DROP TABLE "${name}"; ALTER TABLE "${by}" RENAME TO "${name}";
    ${indexed.map((field) => `ALTER INDEX "${by}.${field}" RENAME TO "${name}.${field}";`).join('\n')}`;
}

function rowTable(record: string, { name, columns, check }: RowTable): string {
  const fields = Object.entries(columns).map(([field, type]) => `"${field}" ${typeOf(type)} NOT NULL, `);
  return `
    CREATE TABLE IF NOT EXISTS "${name}"(
      id ${typeOf('text')} REFERENCES "${record}", n integer, ${fields.join('')}PRIMARY KEY(id, n), CHECK (${check})
    );`;
}

/** Texts are compared by their bytes, as in SQLite, whatever language the database speaks. */
export function typeOf(type: Column['type']): string {
  return type === 'text' ? 'text COLLATE "C"' : 'bigint';
}
