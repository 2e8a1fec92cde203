import type { Collection } from '../collection.ts';
import { searchColumns, searchTextOf } from '../search/text.ts';
import type { PostgresDatabase } from './database.ts';

/** Records whose words are made in one statement. */
const batch = 1_000;

/**
 * Makes what records are searched by, where an earlier program has written them. Replicas may do so together, and
 * while others write: a record that has changed since it was read is read again.
 */
export async function makeSearchable(database: PostgresDatabase, { name, search }: Collection): Promise<void> {
  if (!search) return;
  const { words, heading } = searchColumns;
  const select = `SELECT id, version, body FROM "${name}" WHERE "${words}" IS NULL LIMIT ${batch}`;
  const update = `UPDATE "${name}" AS record SET "${words}" = given.words, "${heading}" = given.heading
    FROM json_to_recordset($1) AS given(id text, version integer, words text, heading text)
    WHERE record.id = given.id AND record.version = given.version`;
  for (;;) {
    const rows = await database.query<Unsearchable>({ text: select, values: [] });
    if (rows.length === 0) return;
    const made = rows.map(({ id, version, body }) => ({ id, version, ...searchTextOf(body ?? {}, search) }));
    await database.query({ text: update, values: [JSON.stringify(made)] });
  }
}

interface Unsearchable {
  readonly id: string;
  readonly version: number;
  readonly body: object | null;
}
