import type { UpdateFilter } from 'mongodb';
import type { Envelope } from '../../kernel/event.ts';
import type { Collection } from '../collection.ts';
import type { Change, Stored } from '../port.ts';
import { searchColumns, searchTextOf } from '../search/text.ts';
import type { Entry } from '../shared-outbox.ts';

/** A record with its pending events, as it lies in a collection. What is written together is one document. */
export interface RecordDocument {
  readonly _id: string;
  readonly v: number;
  /** When it was changed last, by the clock of who did it. */
  readonly at: number;
  /** The same of its first write. */
  readonly created: number;
  readonly writer?: string;
  readonly state: object;
  /** What it is searched by, in a collection that is searched. */
  readonly [searchColumns.words]?: string;
  readonly [searchColumns.heading]?: string;
  /** Events that are not known to be published, by their version. */
  readonly pending?: Readonly<Record<string, { readonly at: number; readonly event: Envelope }>>;
  /** Epoch ms: since then none of them was cleared. Absent when none is pending. */
  readonly pendingSince?: number;
}

export type SearchFields = Pick<RecordDocument, typeof searchColumns.words | typeof searchColumns.heading>;

export function searchFieldsOf(state: object, { search }: Collection): SearchFields {
  if (!search) return {};
  const { words, heading } = searchTextOf(state, search);
  return { [searchColumns.words]: words, [searchColumns.heading]: heading };
}

/** Who makes a change, and when by their clock. */
export interface Stamp {
  readonly writer: string;
  readonly at: number;
}

/** The document of a record that is new. */
export function created(
  { id, version, state, events }: Change<object>,
  { writer, at }: Stamp,
  searched: SearchFields,
): RecordDocument {
  const pending = Object.fromEntries(events.map((event) => [event.version, { at, event }]));
  const record = { _id: id, v: version, at, created: at, writer, state, ...searched };
  return events.length > 0 ? { ...record, pending, pendingSince: Date.now() } : record;
}

/** Changes a record and appends its events. Of those before, the versions that are known to be published go at once. */
export function changed(
  { version, state, events }: Change<object>,
  { writer, at }: Stamp,
  published: readonly number[],
  searched: SearchFields,
): UpdateFilter<RecordDocument> {
  const appended = events.map((event) => [`pending.${event.version}`, { at, event }]);
  const $set = { v: version, at, writer, state, ...searched, ...Object.fromEntries(appended) };
  const now = { pendingSince: Date.now() };
  if (published.length > 0) return { $set: { ...$set, ...now }, $unset: without(published) };
  return events.length > 0 ? { $set, $min: now } : { $set };
}

/** Puts the newest state of a view in the place of an older one. */
export function replaced(
  { version, state }: Stored<object>,
  at: number,
  searched: SearchFields,
): UpdateFilter<RecordDocument> {
  return { $set: { v: version, at, state, ...searched }, $setOnInsert: { created: at } };
}

/** The fields of pending events, for `$unset`. */
export function without(versions: readonly number[]): Record<string, ''> {
  return Object.fromEntries(versions.map((version) => [`pending.${version}`, '']));
}

/** The pending events of a record in order of version: whole numbers are the first keys of an object, in order. */
export function entriesOf({ pending = {} }: Pick<RecordDocument, 'pending'>): Entry[] {
  return Object.values(pending).map(({ at, event }) => ({ token: at, event }));
}
