import { isDeepStrictEqual } from 'node:util';
import type { Position } from '../bus/port.ts';
import { Refused } from '../kernel/errors.ts';
import type { StoreAdapter } from '../runtime.ts';

export interface Rebuild<Row> {
  live(): StoreAdapter<Row>;
  /** Applies the kept events to the store, from the beginning or behind `from`. */
  replay(store: StoreAdapter<Row>, from?: Position): Promise<Position>;
  /** Readers and the consumer use this store from now on. */
  switchTo(store: StoreAdapter<Row>): void;
  /** Where progress is told. */
  tell(message: string): void;
}

/** What a rebuild did. */
export interface Rebuilt {
  readonly rows: number;
  /** Rows that were not the same before, those that changed meanwhile included. */
  readonly differences: number;
  readonly milliseconds: number;
}

/** Rows that are compared at once. */
const page = 500;

/**
 * Makes a view anew beside the live one, which serves until the new one is complete. When it is killed half
 * way the live one stays, and the next rebuild begins again. The events that came while it switched are
 * applied once more at the end: they may have gone to the old one.
 */
export async function rebuild<Row>({ live, replay, switchTo, tell }: Rebuild<Row>): Promise<Rebuilt> {
  const began = Date.now();
  const old = live();
  if (!old.next) throw new Refused(unsupported);
  const store = await old.next();
  tell('reading the events from the beginning');
  const reached = await replay(store);
  const rows = await store.count();
  tell(`${rows} rows are made, comparing them with the live ones`);
  const differences = await compare(old, store);
  await store.goLive?.();
  switchTo(store);
  await replay(store, reached);
  await old.drop?.();
  const milliseconds = Date.now() - began;
  tell(`rebuilt in ${milliseconds} ms: ${rows} rows, ${differences} of them different from before`);
  return { rows, differences, milliseconds };
}

const unsupported = {
  refused: 'rebuild-unsupported',
  kind: 'conflict',
  detail: 'Views on this store cannot be rebuilt yet.',
} as const;

async function compare<Row>(old: StoreAdapter<Row>, store: StoreAdapter<Row>): Promise<number> {
  let same = 0;
  let total = 0;
  for (let offset = 0; ; offset += page) {
    const rows = await store.find({ sort: ['created'], limit: page, offset });
    if (rows.length === 0) break;
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
