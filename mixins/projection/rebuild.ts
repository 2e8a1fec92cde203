import { isDeepStrictEqual } from 'node:util';
import type { Position } from '../bus/port.ts';
import { callsToEach } from '../calls.ts';
import type { ActionContract } from '../contract/action.ts';
import { answering } from '../contract/schema.ts';
import { Refused } from '../kernel/errors.ts';
import { inParts } from '../reads/parts.ts';
import type { StoreAdapter } from '../runtime.ts';
import { describeSkipped, type Skipped, type SkippedEvents } from './skipped.ts';

export interface Rebuild<Row> {
  live(): StoreAdapter<Row>;
  /** Applies the kept events to the store, from the beginning or behind `from`. */
  replay(store: StoreAdapter<Row>, from?: Position): Promise<Position>;
  /** Applies the archived events to the store, where there is an archive: the stream may have forgotten them. */
  feed?(store: StoreAdapter<Row>): Promise<Fed>;
  /** Readers and the consumer use this store from now on. */
  switchTo(store: StoreAdapter<Row>): void;
  /** What `replay` could not use. */
  readonly skipped: SkippedEvents;
  /** Where progress is told. */
  tell(message: string): void;
  warn(message: string): void;
}

/** What an archive gave. */
export interface Fed {
  readonly events: number;
  /** Lines of it that are no event. */
  readonly unreadable: number;
}

/** What a rebuild did. */
export interface Rebuilt {
  readonly rows: number;
  /** Rows that were not the same before, those that changed meanwhile included. */
  readonly differences: number;
  readonly milliseconds: number;
  /** Events that lack what today's rules require. */
  readonly skipped: readonly Skipped[];
  /** Rows that were taken from the live view, since their newest events were skipped. */
  readonly carriedOver: number;
  /** Events of the archive, those included that the stream has too. */
  readonly archived?: number;
}

export const rebuildActions = {
  rebuild: {
    about: 'Makes the view anew from the events, while it serves.',
    params: { $$strict: true },
    answer: answering<Rebuilt>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const callRebuild = callsToEach(rebuildActions);

/** Rows that are compared at once. */
const page = 500;

/**
 * Rebuilds a view beside the live one, which serves until the new one is complete. When it is killed half
 * way the live one stays, and the next rebuild begins again. The events that came while it switched are
 * applied once more at the end: they may have gone to the old one. An event that cannot be used is counted and named;
 * a live row that was made of it when it could be is carried over, so that nobody loses what they see.
 */
export async function rebuild<Row>(steps: Rebuild<Row>): Promise<Rebuilt> {
  const { live, replay, feed, switchTo, skipped, tell, warn } = steps;
  const began = Date.now();
  const old = live();
  if (!old.next) throw new Refused(unsupported);
  const store = await old.next();
  const fed = await feed?.(store);
  if (fed) tell(`${fed.events} events are read from the archive`);
  if (fed && fed.unreadable > 0)
    warn(`${fed.unreadable} lines of the archive are no events: npm run archive -- verify`);
  tell('reading the events from the beginning');
  const reached = await replay(store);
  const carriedOver = await carryOver(old, store, skipped.subjects);
  const rows = await store.count();
  tell(`${rows} rows are made, comparing them with the live ones`);
  const differences = await compare(old, store);
  await store.goLive?.();
  switchTo(store);
  await replay(store, reached);
  await old.drop?.();
  const milliseconds = Date.now() - began;
  tell(`rebuilt in ${milliseconds} ms: ${rows} rows, ${differences} of them different from before`);
  for (const reason of skipped.reasons) warn(`skipped ${describeSkipped(reason)}`);
  if (carriedOver > 0) warn(`${carriedOver} rows are as they were before, since their newest events were skipped`);
  const archived = fed && { archived: fed.events };
  return { rows, differences, milliseconds, skipped: skipped.reasons, carriedOver, ...archived };
}

/** Keeps the live rows of these ids where they are newer than what was made. Resolves with how many those are. */
async function carryOver<Row>(
  old: StoreAdapter<Row>,
  store: StoreAdapter<Row>,
  ids: Iterable<string>,
): Promise<number> {
  let carried = 0;
  for (const id of ids) {
    // A row that cannot be read has nothing to carry over.
    const row = await old.load(id).catch(() => undefined);
    const made = await store.load(id);
    if (!row || row.version <= (made?.version ?? 0)) continue;
    await store.keepNewest(row);
    carried += 1;
  }
  return carried;
}

const unsupported = {
  refused: 'rebuild-unsupported',
  kind: 'conflict',
  detail: 'Views on this store cannot be rebuilt yet.',
} as const;

async function compare<Row>(old: StoreAdapter<Row>, store: StoreAdapter<Row>): Promise<number> {
  let same = 0;
  let total = 0;
  for await (const rows of inParts(store, page)) {
    const before = new Map((await found(old, rows)).map((row) => [row.id, row]));
    total += rows.length;
    same += rows.filter((row) => isDeepStrictEqual(row, before.get(row.id))).length;
  }
  return Math.max(total, await old.count()) - same;
}

/** The rows of the same ids, but for those that cannot be read: a rebuild may be made because of them. */
async function found<Row>(old: StoreAdapter<Row>, rows: readonly { readonly id: string }[]) {
  const ids = rows.map(({ id }) => id);
  try {
    return await old.findByIds(ids);
  } catch {
    const each = await Promise.allSettled(ids.map((id) => old.findById(id)));
    return each.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  }
}
