import type { Collection, Key, Query } from './collection.ts';
import { isInteger } from './query.ts';

/**
 * How well a record fits what is searched for: 0 when that is its title, 1 when its title begins like that, and from 2
 * on the others: two more for each word that is not in the title, one more unless all are beginnings of words.
 */
export const relevance = 'relevance';

export interface OrderTerm {
  /** A field that can be queried, or `relevance`. */
  readonly field: string;
  readonly descending: boolean;
}

/**
 * What records are sorted by. It ends with the order of creation, so that records whose other fields are equal keep
 * their place, and with the id: replicas may make two at once. What is searched for comes by how well it fits, then
 * by title, unless another order is asked for.
 */
export function orderOf({ search: searchable }: Collection, { sort = [], search }: Query): readonly OrderTerm[] {
  const isByFit = search !== undefined && sort.length === 0 && searchable !== undefined;
  const fields = isByFit ? [relevance, searchable.fields[0], 'id'] : [...sort, 'created', 'id'];
  const terms = fields.map((field) =>
    field.startsWith('-') ? { field: field.slice(1), descending: true } : { field, descending: false },
  );
  return terms.filter(({ field }, index) => terms.findIndex((term) => term.field === field) === index);
}

export function isRanked(collection: Collection, query: Query): boolean {
  return orderOf(collection, query)[0]?.field === relevance;
}

/** Can a record that is sorted like this have this key? What comes from outside is not believed. */
export function isKeyOf(collection: Collection, query: Query, key: readonly unknown[]): key is Key {
  const terms = orderOf(collection, query);
  if (terms.length !== key.length) return false;
  return terms.every(({ field }, index) => {
    const value = key[index];
    if (value === null) return true;
    if (field === relevance || isInteger(collection, field)) return Number.isSafeInteger(value);
    return typeof value === 'string';
  });
}
