import type { Document, Filter } from 'mongodb';
import { type Collection, isInteger, isRanked, orderOf, type Query, relevance } from '../collection.ts';
import { comparable, queryable, scalars } from '../query.ts';
import { searchTerms } from '../search/terms.ts';
import { headingOf, searchColumns } from '../search/text.ts';
import type { RecordDocument } from './document.ts';

const nothing: Filter<RecordDocument> = { _id: { $in: [] } };

/** What a query asks for, and no operator of its own. */
export function filterOf(collection: Collection, asked: Query): Filter<RecordDocument> {
  const terms = Object.entries(asked.query ?? {}).map(([field, given]) =>
    oneOf(scalars(field, given).map((value) => equals(collection, field, value))),
  );
  if (asked.search !== undefined) terms.push(...searched(collection, asked));
  return terms.length > 0 ? { $and: terms } : {};
}

/** The documents of a query in its order, each with its state and the fields it is sorted by as `key0`, `key1`… */
export function pipelineOf(collection: Collection, query: Query): Document[] {
  const order = orderOf(collection, query);
  const paths = order.map(({ field }) => sortPathOf(collection, field));
  const sort = Object.fromEntries(paths.map((path, index) => [path, order[index]?.descending ? -1 : 1]));
  const keys = paths.map((path, index) => [`key${index}`, { $ifNull: [`$${path}`, null] }]);
  return [
    { $match: filterOf(collection, query) },
    ...(isRanked(collection, query) ? [{ $addFields: { [relevance]: relevanceOf(collection, query) } }] : []),
    ...(query.after ? [{ $match: afterKey(collection, query, query.after) }] : []),
    { $sort: sort },
    ...(query.offset ? [{ $skip: query.offset }] : []),
    ...(query.limit ? [{ $limit: query.limit }] : []),
    { $project: { state: 1, ...Object.fromEntries(keys) } },
  ];
}

/** Beyond the key in the first field that differs from it. MongoDB puts those without a value before the others. */
function afterKey(collection: Collection, query: Query, key: NonNullable<Query['after']>): Filter<RecordDocument> {
  const order = orderOf(collection, query);
  const beyond = order.map(({ field, descending }, index) => {
    const equal = order
      .slice(0, index)
      .map((term, place) => ({ [sortPathOf(collection, term.field)]: key[place] ?? null }));
    return { $and: [...equal, beyondValue(sortPathOf(collection, field), descending, key[index] ?? null)] };
  });
  return { $or: beyond } as Filter<RecordDocument>;
}

function beyondValue(path: string, descending: boolean, value: string | number | null): Document {
  if (value === null) return descending ? nothing : { [path]: { $ne: null } };
  return descending ? { $or: [{ [path]: { $lt: value } }, { [path]: null }] } : { [path]: { $gt: value } };
}

function sortPathOf(collection: Collection, field: string): string {
  return field === relevance ? relevance : pathOf(collection, field);
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

function searched({ search: searchable }: Collection, query: Query): Filter<RecordDocument>[] {
  const terms = searchable ? searchTerms(query, searchable) : [];
  const found = terms.map(({ texts, misspellings = [] }) => {
    const meant = misspellings.map((one) => ` (?:${one.meant.join('|').replaceAll('_', '.')})`);
    const patterns = [...texts.map(escaped), ...meant];
    return { $or: patterns.map((pattern) => ({ [searchColumns.words]: { $regex: pattern } })) };
  });
  return found.length > 0 ? (found as Filter<RecordDocument>[]) : [nothing];
}

function relevanceOf({ search: searchable }: Collection, query: Query): Document {
  const heading = headingOf(query.search ?? '');
  const terms = searchable ? searchTerms(query, searchable) : [];
  if (heading === '' || terms.length === 0) return { $literal: 0 };
  const position = (field: string, text: string) => ({
    $indexOfCP: [{ $ifNull: [`$${field}`, ''] }, { $literal: text }],
  });
  const starts = terms.map(({ starts: texts }) => ({
    $or: texts.map((text) => ({ $gte: [position(searchColumns.words, text), 0] })),
  }));
  const inTitle = terms.map(({ word }) => ({ $cond: [{ $gte: [position(searchColumns.heading, word), 0] }, 0, 2] }));
  const rest = { $add: [2, ...inTitle, { $cond: [{ $and: starts }, 0, 1] }] };
  const isTitle = { $eq: [`$${searchColumns.heading}`, { $literal: heading }] };
  const begins = { $eq: [position(searchColumns.heading, heading), 0] };
  return { $cond: [isTitle, 0, { $cond: [begins, 1, rest] }] };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
