import { type Backfill, type Collection, isRanked, orderOf, type Query, relevance } from '../collection.ts';
import { comparable, queryable, scalars } from '../query.ts';
import type { Misspelling } from '../search/misspelling.ts';
import { type SearchTerm, searchTerms } from '../search/terms.ts';
import { headingOf, searchColumns } from '../search/text.ts';
import { all, between, type Clause, joined, raw, sql } from './clause.ts';

/** Where SQL differs from one database to another. */
export interface Dialect {
  /** The function that tells where a text stands in another one, from 1. */
  readonly position: 'instr' | 'strpos';
  /** Compares two values of which one may be null. */
  readonly same: 'IS' | 'IS NOT DISTINCT FROM';
  /** The limit of a query without one. */
  readonly all: -1 | null;
}

/** A query, but for the table that it reads. */
export interface Reading {
  readonly collection: Collection;
  readonly query: Query;
  readonly dialect: Dialect;
}

export function column(collection: Collection, field: string): string {
  return field === relevance ? `"${relevance}"` : `"${queryable(collection, field)}"`;
}

/** The rows of a query in its order, with `id`, `body`, and the fields it is sorted by as `key0`, `key1`… */
export function selectRows(table: string, reading: Reading): Clause {
  const { collection, query, dialect } = reading;
  const keys = orderOf(collection, query).map(({ field }, index) => `, ${column(collection, field)} AS "key${index}"`);
  const select = sql`SELECT id, body${raw(keys.join(''))} FROM `;
  const limit = sql` LIMIT ${query.limit ?? dialect.all} OFFSET ${query.offset ?? 0}`;
  return joined(select, source(table, reading), whereClause(reading), raw(orderClause(collection, query)), limit);
}

export function countRows(table: string, reading: Reading): Clause {
  return joined(raw(` FROM ${table}`), whereClause(reading));
}

/** The table, with how well each row fits where it is sorted by that. */
function source(table: string, { collection, query, dialect }: Reading): Clause {
  if (!isRanked(collection, query)) return raw(table);
  return joined(
    raw('(SELECT *, '),
    relevanceOf(collection, query, dialect),
    raw(` AS "${relevance}" FROM ${table}) AS ranked`),
  );
}

function relevanceOf({ search: searchable }: Collection, query: Query, { position }: Dialect): Clause {
  const heading = headingOf(query.search ?? '');
  const terms = searchable ? searchTerms(query, searchable) : [];
  if (heading === '' || terms.length === 0) return raw('0');
  const own = `"${searchColumns.heading}"`;
  const inTitle = ({ word }: SearchTerm) =>
    sql` + CASE WHEN ${raw(`${position}(${own}, `)}${word}) > 0 THEN 0 ELSE 2 END`;
  const begins = sql`CASE WHEN ${raw(own)} = ${heading} THEN 0 WHEN ${raw(`${position}(${own}, `)}${heading}) = 1 THEN 1 ELSE 2`;
  const starts = all(terms.map(({ starts: texts }) => contains(position, texts)));
  const wordStarts = joined(raw(' + CASE WHEN '), starts, raw(' THEN 0 ELSE 1 END'));
  return joined(begins, ...terms.map(inTitle), wordStarts, raw(' END'));
}

function contains(position: Dialect['position'], texts: SearchTerm['texts']): Clause {
  const parts = texts.map((text) => sql`${raw(`${position}("${searchColumns.words}", `)}${text}) > 0`);
  return joined(raw('('), ...between(' OR ', parts), raw(')'));
}

export function whereClause(reading: Reading): Clause {
  const { collection, query, dialect } = reading;
  const terms = Object.entries(query.query ?? {}).map(([field, given]) => {
    const name = column(collection, field);
    const wanted = scalars(field, given).filter((value) => comparable(collection, field, value));
    if (wanted.length === 0) return raw('FALSE');
    const values = wanted.map((value) => sql`${value}`);
    return joined(raw(`${name} IN (`), ...between(', ', values), raw(')'));
  });
  if (query.search !== undefined) terms.push(...searched(collection, query, dialect));
  if (query.after) terms.push(afterKey(reading, query.after));
  return terms.length > 0 ? joined(raw(' WHERE '), all(terms)) : raw('');
}

function searched({ search: searchable }: Collection, query: Query, { position }: Dialect): Clause[] {
  const terms = searchable ? searchTerms(query, searchable) : [];
  const found = terms.map(({ texts, misspellings = [] }) =>
    joined(raw('('), ...between(' OR ', [contains(position, texts), ...misspellings.map(meantBy(position))]), raw(')')),
  );
  return found.length > 0 ? found : [raw('FALSE')];
}

/** The part that is right is found quickly, so that only few rows are compared with each word that may be meant. */
function meantBy(position: Dialect['position']): (misspelling: Misspelling) => Clause {
  const like = raw(`"${searchColumns.words}" LIKE `);
  return ({ kept, meant }) => {
    const words = meant.map((word) => sql`${like}${`% ${word}%`}`);
    return joined(contains(position, [kept]), raw(' AND ('), ...between(' OR ', words), raw(')'));
  };
}

/** Beyond the key in the first field that differs from it. */
function afterKey({ collection, query, dialect }: Reading, key: NonNullable<Query['after']>): Clause {
  const terms = orderOf(collection, query);
  const beyond = terms.map(({ field, descending }, index) => {
    const equal = terms
      .slice(0, index)
      .map((term, place) => sql`${raw(`${column(collection, term.field)} ${dialect.same} `)}${key[place] ?? null}`);
    return all([...equal, beyondValue(column(collection, field), descending, key[index] ?? null)]);
  });
  return joined(raw('('), ...between(' OR ', beyond), raw(')'));
}

/** Without a value comes first, downwards last. */
function beyondValue(name: string, descending: boolean, value: string | number | null): Clause {
  if (value === null) return raw(descending ? 'FALSE' : `${name} IS NOT NULL`);
  return descending ? sql`(${raw(name)} < ${value} OR ${raw(name)} IS NULL)` : sql`${raw(name)} > ${value}`;
}

/** Those without a value come before the others. */
function orderClause(collection: Collection, query: Query): string {
  const terms = orderOf(collection, query).map(({ field, descending }) => {
    const name = column(collection, field);
    if (field === 'created' || field === relevance) return descending ? `${name} DESC` : name;
    return descending ? `${name} DESC NULLS LAST` : `${name} NULLS FIRST`;
  });
  return ` ORDER BY ${terms.join(', ')}`;
}

/** What a column of a record from before it gets, as an expression on its state. */
export function backfillOf(field: string, backfill: Backfill | undefined): string {
  if (!backfill) return `body ->> '${field}'`;
  const { where, join, by } = backfill;
  const terms = Object.entries(where).map(([name, value]) => `body ->> '${name}' = '${value}'`);
  const [first, second] = join.map((name) => `(body ->> '${name}')`);
  return `CASE WHEN ${terms.join(' AND ')} THEN ${first} || '${by}' || ${second} END`;
}
