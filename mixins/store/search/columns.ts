import type { Collection, Column } from '../collection.ts';
import { searchColumns, searchTextOf } from './text.ts';

/** A collection with the columns that its records keep for the search. */
export function withSearchColumns(collection: Collection): Collection {
  if (!collection.search) return collection;
  const text: Column = { type: 'text' };
  const columns = { ...collection.columns, [searchColumns.words]: text, [searchColumns.heading]: text };
  return { ...collection, columns };
}

/** What a state has in columns: those of its fields, and those for the search. */
export function columnsOf(
  state: object,
  { search }: Collection,
): Readonly<Record<string, string | number | undefined>> {
  const fields = state as Readonly<Record<string, string | number | undefined>>;
  if (!search) return fields;
  const { words, heading } = searchTextOf(state, search);
  return { ...fields, [searchColumns.words]: words, [searchColumns.heading]: heading };
}

/** Do two states have the same columns for the search? */
export function areFoundAlike(one: object, other: object, { search }: Collection): boolean {
  const [a, b] = [one, other] as Readonly<Record<string, unknown>>[];
  const fields = [...(search?.fields ?? []), ...(search?.code ? [search.code.field] : [])];
  return fields.every((field) => a?.[field] === b?.[field]);
}
