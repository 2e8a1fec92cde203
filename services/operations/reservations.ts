import type { CallMinute } from '../../mixins/middlewares/call-counts.ts';

/** Older ones say nothing of now. */
const windowMs = 15 * 60_000;
/** Fewer may be chance. */
const fewest = 3;
/** Refusals that no member is the cause of when many get them. */
const alarming = ['payment-declined'];

/**
 * Are reservations failing? So it is when at least half of the newest, and at least three of them, failed or were
 * declined by the payment. The newest are those of the latest minutes that have three together, within the last
 * fifteen. Other refusals are answers to what somebody asked.
 */
export function areFailing(minutes: readonly CallMinute[], now: number): boolean {
  const newest = newestMinutes(minutes.filter(({ minute }) => Date.parse(minute) > now - windowMs));
  const calls = sum(newest, ({ calls }) => calls);
  const bad = sum(newest, ({ failed, kinds }) => failed + sum(alarming, (kind) => kinds[kind] ?? 0));
  return bad >= fewest && bad * 2 >= calls;
}

/** The latest minutes that have three reservations together. */
export function newestMinutes(minutes: readonly CallMinute[]): CallMinute[] {
  const newest: CallMinute[] = [];
  for (const minute of minutes.toReversed()) if (sum(newest, ({ calls }) => calls) < fewest) newest.push(minute);
  return newest;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
