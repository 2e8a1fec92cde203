import type { StoreAdapter } from '../../../mixins/runtime.ts';
import type { Column } from '../../../mixins/store/collection.ts';
import type { RentalStatus } from './rental.contract.ts';

/**
 * The place of a rental in the queue of its title, as a text that sorts as the queue does. A service that keeps the rentals
 * that wait with their places can tell the position of each: it is the number of those of the same title with a smaller place.
 */

interface Queued {
  readonly bookId: string;
  readonly requestedAt: string;
  /** As it was told when it was queued, from 1. */
  readonly position?: number;
  /** Version of the title that told it. */
  readonly toldBy?: number;
}

const digits = 16;
const greatest = 10 ** (digits - 1);

/**
 * Who is queued later comes later, but for one that is put at the head, which comes before all others. Those whose
 * title has not told its version are in the order of their requests, between the two.
 */
export function placeOf({ bookId, requestedAt, position, toldBy }: Queued): string {
  if (toldBy === undefined) return `${beginOf(bookId)}O${requestedAt}`;
  return position === 1 ? `${beginOf(bookId)}N${padded(greatest - toldBy)}` : `${beginOf(bookId)}P${padded(toldBy)}`;
}

/** The column that keeps it. Records from before it was there come in the order of their requests. */
export const placeColumn: Column = {
  type: 'text',
  index: 'present',
  backfill: { where: { state: 'waiting' }, join: ['bookId', 'requestedAt'], by: ' O' },
};

interface Placed {
  readonly bookId: string;
  readonly state: RentalStatus | 'new';
  readonly position?: number;
  readonly place?: string;
}

/** Gives the records that wait their present positions, in one query for all of them; the others have none. */
export async function withPositions<Record extends object>(
  records: readonly Record[],
  store: Pick<StoreAdapter<object>, 'countBetween'>,
): Promise<Record[]> {
  const waiting = records.flatMap((record) => placeIn(record as Placed) ?? []);
  const places = [...new Set(waiting)].sort();
  const ranges = places.map((place, index) => {
    const previous = places[index - 1];
    return [previous && beginIn(previous) === beginIn(place) ? previous : beginIn(place), place] as const;
  });
  const counts = ranges.length > 0 ? await store.countBetween('place', ranges) : [];
  const positions = new Map<string, number>();
  for (const [index, [from, place]] of ranges.entries())
    positions.set(place, (positions.get(from) ?? 1) + (counts[index] ?? 0));
  return records.map((record) => {
    const { place, position, ...others } = record as Record & Placed;
    const now = positions.get(placeIn(record as Placed) ?? '');
    return (now === undefined ? others : { ...others, position: now }) as Record;
  });
}

/** The places of a title's queue, from the first up to but not including the second. */
export function placesOf(bookId: string): readonly [from: string, below: string] {
  return [beginOf(bookId), `${bookId}!`];
}

function placeIn({ state, place }: Placed): string | undefined {
  return state === 'waiting' ? place : undefined;
}

/** Ids have no space, and nothing that sorts before one. */
function beginOf(bookId: string): string {
  return `${bookId} `;
}

function beginIn(place: string): string {
  return place.slice(0, place.indexOf(' ') + 1);
}

function padded(number: number): string {
  return String(number).padStart(digits, '0');
}
