import type { Backfill, Collection, Query } from '../collection.ts';
import { comparable, queryable, scalars } from '../query.ts';

/** Where SQL differs from one database to another. */
export interface Dialect {
  /** Compares with a pattern in any case of Latin letters. */
  readonly like: 'LIKE' | 'ILIKE';
  /** The limit of a query without one. */
  readonly all: -1 | null;
}

export interface Clause {
  /** With a `?` for each value. */
  readonly sql: string;
  readonly values: (string | number | null)[];
}

export function column(collection: Collection, field: string): string {
  return `"${queryable(collection, field)}"`;
}

export function whereClause(collection: Collection, { query = {}, search }: Query, { like }: Dialect): Clause {
  const terms: string[] = [];
  const values: Clause['values'] = [];
  for (const [field, given] of Object.entries(query)) {
    const name = column(collection, field);
    const wanted = scalars(field, given).filter((value) => comparable(collection, field, value));
    terms.push(wanted.length > 0 ? `${name} IN (${wanted.map(() => '?').join(', ')})` : 'FALSE');
    values.push(...wanted);
  }
  if (search) {
    const searched = (collection.searchable ?? []).map((field) => `${column(collection, field)} ${like} ? ESCAPE '\\'`);
    terms.push(searched.length > 0 ? `(${searched.join(' OR ')})` : 'FALSE');
    const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    values.push(...searched.map(() => part));
  }
  return { sql: terms.length > 0 ? ` WHERE ${terms.join(' AND ')}` : '', values };
}

/**
 * Ends in the order of creation, so that records whose other fields are equal keep their place from page to page.
 * Those without a value come before the others.
 */
export function orderClause(collection: Collection, { sort = [] }: Query): string {
  const terms = sort.map((field) =>
    field.startsWith('-')
      ? `${column(collection, field.slice(1))} DESC NULLS LAST`
      : `${column(collection, field)} NULLS FIRST`,
  );
  return ` ORDER BY ${[...terms, '"created"'].join(', ')}`;
}

/** What a column of a record from before it gets, as an expression on its state. */
export function backfillOf(field: string, backfill: Backfill | undefined): string {
  if (!backfill) return `body ->> '${field}'`;
  const { where, join, by } = backfill;
  const terms = Object.entries(where).map(([name, value]) => `body ->> '${name}' = '${value}'`);
  const [first, second] = join.map((name) => `(body ->> '${name}')`);
  return `CASE WHEN ${terms.join(' AND ')} THEN ${first} || '${by}' || ${second} END`;
}

export function limitClause({ limit, offset }: Query, { all }: Dialect): Clause {
  return { sql: ' LIMIT ? OFFSET ?', values: [limit ?? all, offset ?? 0] };
}
