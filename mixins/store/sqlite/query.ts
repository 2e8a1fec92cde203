import type { Collection, Query } from '../collection.ts';

export interface Clause {
  readonly sql: string;
  readonly values: (string | number)[];
}

/** Only columns of the collection can be named: nothing from outside reaches the SQL text. */
function column(collection: Collection, field: string): string {
  if (field === 'id' || field === 'created') return `"${field}"`;
  if (!Object.hasOwn(collection.columns, field)) throw new Error(`${collection.name} cannot be queried by ${field}`);
  return `"${field}"`;
}

/** Values are compared and nothing else: no operator comes in with them. */
function scalar(field: string, value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`${field} can be queried by a text or a number only`);
}

export function whereClause(collection: Collection, { query = {}, search }: Query): Clause {
  const fields = Object.entries(query);
  const terms = fields.map(([field]) => `${column(collection, field)} = ?`);
  const values = fields.map(([field, value]) => scalar(field, value));
  if (search) {
    const searched = (collection.searchable ?? []).map((field) => `${column(collection, field)} LIKE ? ESCAPE '\\'`);
    terms.push(searched.length > 0 ? `(${searched.join(' OR ')})` : 'FALSE');
    const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    values.push(...searched.map(() => part));
  }
  return { sql: terms.length > 0 ? ` WHERE ${terms.join(' AND ')}` : '', values };
}

/** Ends in the order of creation, so that records whose other fields are equal keep their place from page to page. */
export function orderClause(collection: Collection, { sort = [] }: Query): string {
  const terms = sort.map((field) =>
    field.startsWith('-') ? `${column(collection, field.slice(1))} DESC` : column(collection, field),
  );
  return ` ORDER BY ${[...terms, '"created"'].join(', ')}`;
}

export function limitClause({ limit, offset }: Query): Clause {
  return { sql: ' LIMIT ? OFFSET ?', values: [limit ?? -1, offset ?? 0] };
}
