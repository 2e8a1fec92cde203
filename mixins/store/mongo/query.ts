import type { Filter } from 'mongodb';
import type { Collection, Query } from '../collection.ts';
import { comparable, isInteger, queryable, scalars } from '../query.ts';
import type { RecordDocument } from './document.ts';

const nothing: Filter<RecordDocument> = { _id: { $in: [] } };

/** What a query asks for, and no operator of its own. */
export function filterOf(collection: Collection, { query = {}, search }: Query): Filter<RecordDocument> {
  const terms = Object.entries(query).map(([field, given]) =>
    oneOf(scalars(field, given).map((value) => equals(collection, field, value))),
  );
  if (search) terms.push(contains(collection, search));
  return terms.length > 0 ? { $and: terms } : {};
}

/**
 * Ends in the order of creation, so that records whose other fields are equal keep their place from page to page.
 * MongoDB puts those without a value before the others.
 */
export function orderOf(collection: Collection, { sort = [] }: Query): string[] {
  const terms = sort.map((term) => {
    const [sign, field] = term.startsWith('-') ? ['-', term.slice(1)] : ['', term];
    return sign + pathOf(collection, field);
  });
  const last = ['created', '_id'].filter((path) => !terms.includes(path) && !terms.includes(`-${path}`));
  return [...terms, ...last];
}

/** Where a document has a field that can be queried. */
export function pathOf(collection: Collection, field: string): string {
  const name = queryable(collection, field);
  if (name === 'id') return '_id';
  return name === 'created' ? name : `state.${name}`;
}

function oneOf(terms: Filter<RecordDocument>[]): Filter<RecordDocument> {
  return terms.length > 0 ? { $or: terms } : nothing;
}

/** A column of texts may hold a number in records from before it was one. */
function equals(collection: Collection, field: string, value: string | number): Filter<RecordDocument> {
  const path = pathOf(collection, field);
  if (!comparable(collection, field, value)) return nothing;
  const [text, number] = [String(value), Number(value)];
  if (isInteger(collection, field)) return { [path]: number };
  return { [path]: String(number) === text && path !== '_id' ? { $in: [text, number] } : text };
}

function contains(collection: Collection, search: string): Filter<RecordDocument> {
  const { searchable = [] } = collection;
  const $regex = search.replaceAll('\0', '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const terms = searchable.map((field) => ({ [pathOf(collection, field)]: { $regex, $options: 'i' } }));
  return terms.length > 0 ? { $or: terms } : nothing;
}
