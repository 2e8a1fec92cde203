import type { Collection } from '../collection.ts';
import { typeOf } from './schema.ts';

/** The statements that write a collection, as SQL. Their parameters are named in the order of their numbers. */
export interface Statements {
  /** id, version, body, each column; writer, events, each table of rows. */
  readonly insert: string;
  /** id, version, body, each column that can change, expected version; writer, events, each table of rows. */
  readonly update: string;
  /** id, version, body, each column. */
  readonly keepNewest: string;
}

/** What a commit answers with: one row when it was made, none when the record was at another version. */
export interface Committed {
  /** Places of the new events in the outbox, in order. */
  readonly appended: readonly number[];
  /** Who made the change before. */
  readonly before: string | null;
}

export function statementsOf(collection: Collection): Statements {
  const { name, columns } = collection;
  const all = ['version', 'body', ...Object.keys(columns)];
  const changing = all.filter((field) => !columns[field]?.fixed);
  const marks = (count: number, first: number) => Array.from({ length: count }, (_, index) => `$${first + index}`);
  const quoted = (fields: readonly string[]) => fields.map((field) => `"${field}"`);
  const set = (value: (field: string, index: number) => string) =>
    changing.map((field, index) => `"${field}" = ${value(field, index)}`).join(', ');
  const insert = (more: string, value: string) =>
    `INSERT INTO "${name}"(id, ${quoted(all).join(', ')}${more})
     VALUES ($1, ${marks(all.length, 2).join(', ')}${value}) ON CONFLICT`;
  const afterInsert = all.length + 2;
  const afterUpdate = changing.length + 3;
  return {
    insert: withEvents(
      collection,
      afterInsert,
      `${insert(', writer', `, $${afterInsert}`)} DO NOTHING RETURNING id, NULL::uuid AS before`,
    ),
    update: withEvents(
      collection,
      afterUpdate,
      `UPDATE "${name}" AS record SET ${set((_, index) => `$${index + 2}`)}, writer = $${afterUpdate}
       FROM (SELECT id, writer AS before FROM "${name}" WHERE id = $1) AS old
       WHERE record.id = old.id AND version = $${afterUpdate - 1} RETURNING record.id, before`,
    ),
    keepNewest: `${insert('', '')} (id) DO UPDATE SET ${set((field) => `excluded."${field}"`)}
      WHERE excluded.version > "${name}".version`,
  };
}

/** The change, with its events and rows, as one statement: one round trip, and one transaction without any more. */
function withEvents({ rows = [] }: Collection, first: number, change: string): string {
  const tables = rows.map(({ name, columns }, index) => {
    const fields = Object.keys(columns).map((field) => `, "${field}"`);
    const types = Object.entries(columns).map(([field, type]) => `, "${field}" ${typeOf(type)}`);
    return `, rows_${index} AS (
      INSERT INTO "${name}"(id, n${fields.join('')}) SELECT id, n${fields.join('')}
      FROM changed, json_to_recordset($${first + 2 + index}) AS given(n integer${types.join('')}) ON CONFLICT DO NOTHING)`;
  });
  return `WITH changed AS (${change}), appended AS (
      INSERT INTO outbox(subject, writer, event)
      SELECT id, $${first}, event FROM changed, json_array_elements($${first + 1}) WITH ORDINALITY AS given(event, n)
      ORDER BY n RETURNING seq)${tables.join('')}
    SELECT before, coalesce((SELECT json_agg(seq ORDER BY seq) FROM appended), '[]') AS appended FROM changed`;
}
