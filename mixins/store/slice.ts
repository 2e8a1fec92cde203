import { type Collection, isInteger, type Key, orderOf, type Query, relevance, type Slice } from './collection.ts';

/** A row that was read with the fields it is sorted by. */
export interface KeyedRow {
  readonly [key: `key${number}`]: string | number | null;
}

/** The first `limit` of the rows that were read, and where they go on when there is one more. */
export function sliceOf<Row extends KeyedRow>(
  found: readonly Row[],
  collection: Collection,
  query: Query & { readonly limit: number },
): Slice<Row> {
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return found.length > query.limit && last ? { rows, next: keyOf(last, collection, query) } : { rows };
}

/** PostgreSQL's whole numbers of 64 bits come as text. */
function keyOf(row: KeyedRow, collection: Collection, query: Query): Key {
  return orderOf(collection, query).map(({ field }, index) => {
    const value = row[`key${index}`] ?? null;
    return value !== null && (field === relevance || isInteger(collection, field)) ? Number(value) : value;
  });
}
