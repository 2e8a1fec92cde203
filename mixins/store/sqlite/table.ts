import type { DatabaseSync } from 'node:sqlite';
import type { Collection } from '../collection.ts';
import { isSearchColumn, searchColumns, searchTextOf } from '../search/text.ts';
import { backfillOf } from '../sql/query.ts';

/** Records whose words are made in one transaction. */
const batch = 1_000;

/** SQL that makes the table of a collection, under a name of its own if one is given. */
export function tableSql({ columns, name: usual }: Collection, name = usual): string {
  const fields = Object.entries(columns).map(([field, { type }]) => `, "${field}" ${type.toUpperCase()}`);
  return `CREATE TABLE IF NOT EXISTS "${name}"(
      created INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL${fields.join('')}, body TEXT NOT NULL
    ) STRICT`;
}

/** SQL that makes the indices of its columns. */
export function indicesSql({ columns, name }: Collection): string[] {
  return Object.entries(columns).flatMap(([field, { index }]) => {
    const some = index === 'present' ? ` WHERE "${field}" IS NOT NULL` : '';
    return index ? [`CREATE INDEX IF NOT EXISTS "${name}.${field}" ON "${name}"("${field}")${some}`] : [];
  });
}

/** Makes the table of a collection and its indices. A column that the collection has got since is filled from the states. */
export function makeTable(database: DatabaseSync, collection: Collection): void {
  const { name, columns } = collection;
  database.exec(tableSql(collection));
  const present = new Set(
    database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(name)
      .map((column) => column.name),
  );
  for (const [field, { type, backfill }] of Object.entries(columns)) {
    if (!present.has(field))
      database.exec(`
        BEGIN IMMEDIATE;
        ALTER TABLE "${name}" ADD COLUMN "${field}" ${type.toUpperCase()};
        ${isSearchColumn(field) ? '' : `UPDATE "${name}" SET "${field}" = ${backfillOf(field, backfill)};`}
        ${backfill ? `UPDATE "${name}" SET body = json_set(body, '$.${field}', "${field}") WHERE "${field}" IS NOT NULL;` : ''}
        COMMIT;`);
  }
  for (const sql of indicesSql(collection)) database.exec(sql);
  makeSearchable(database, collection);
}

/** Makes what records are searched by, where an earlier program has written them. Interrupted, it goes on at the next start. */
function makeSearchable(database: DatabaseSync, { name, search }: Collection): void {
  if (!search) return;
  const { words, heading } = searchColumns;
  const select = database.prepare(
    `SELECT created, body FROM "${name}" WHERE created > ? AND "${words}" IS NULL ORDER BY created LIMIT ${batch}`,
  );
  const update = database.prepare(`UPDATE "${name}" SET "${words}" = ?, "${heading}" = ? WHERE created = ?`);
  for (let rows: Unsearchable[], last = 0; ; last = rows.at(-1)?.created ?? last) {
    rows = select.all(last) as unknown as Unsearchable[];
    if (rows.length === 0) return;
    database.exec('BEGIN IMMEDIATE');
    for (const { created, body } of rows) {
      const text = searchTextOf(stateOf(body), search);
      update.run(text.words, text.heading, created);
    }
    database.exec('COMMIT');
  }
}

interface Unsearchable {
  readonly created: number;
  readonly body: string;
}

/** A damaged record is refused where it is read; here it has no words. */
function stateOf(body: string): object {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
