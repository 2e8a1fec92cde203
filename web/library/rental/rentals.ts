import { computed, effect, signal } from '@preact/signals';
import { isOpenState, type MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { type Connection, followWhileSeen } from '../../kit/live/following.ts';
import { newerThan, withRows } from '../../kit/live/newer.ts';
import { person } from '../../kit/session/session.ts';
import { type Past, readOpen, readPast, readRow } from './read-rentals.ts';

/** The rentals of the person who looks, as they change: all that are open, and the past as far as it was asked for. */

const byId = signal<ReadonlyMap<string, MypageView>>(new Map());
const past = signal<Past>({ pages: 1, hasMore: false });
export const loaded = signal(false);
/** Do changes arrive by themselves now? */
export const connection = signal<Connection>('none');
/** Is there more of the past than is shown? */
export const hasMorePast = computed(() => past.value.hasMore);

/** The newest first. */
export const rentals = computed(() =>
  [...byId.value.values()].toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt)),
);

/** The rental of a title that is not over yet. */
export function currentOf(bookId: string): MypageView | undefined {
  return rentals.value.find((rental) => rental.bookId === bookId && isCurrent(rental));
}

export function isCurrent({ state }: Pick<MypageView, 'state'>): boolean {
  return isOpenState[state];
}

/** A rental whose state is another one than the page knew; `before` is missing when it knew none. */
export interface Change {
  readonly rental: MypageView;
  readonly before: MypageView | undefined;
}

const listeners: ((change: Change) => void)[] = [];

/** Calls back for each change while the page is open; what it reads first, or of the past, is no change. */
export function onChange(listener: (change: Change) => void): void {
  listeners.push(listener);
}

/** Rentals that were asked for in this window: what becomes of them is a change even if it is what the page reads first. */
const awaited = new Set<string>();

/** To be called with what was reserved: when the page has read what became of it already, it calls back now. */
export function awaitNews(id: string): void {
  const rental = byId.value.get(id);
  if (rental && unsaid.has(id)) announce({ rental, before: undefined });
  else if (!rental) awaited.add(id);
}

/** Rentals that were there at the first look. */
const unsaid = new Set<string>();

function announce(change: Change): void {
  unsaid.delete(change.rental.id);
  awaited.delete(change.rental.id);
  for (const listener of listeners) listener(change);
}

function merge(rows: readonly MypageView[]): void {
  const before = byId.value;
  const newer = newerThan(before, rows);
  byId.value = withRows(before, newer);
  for (const rental of newer) {
    const known = before.get(rental.id);
    const isNews = known ? known.state !== rental.state : isCurrent(rental);
    if (isNews && (loaded.value || awaited.has(rental.id))) announce({ rental, before: known });
    else if (!known) unsaid.add(rental.id);
  }
}

async function load(memberId: string, signal: AbortSignal): Promise<void> {
  const open = await readOpen(memberId, signal);
  const { rows, ...pages } = await readPast(memberId, past.value.pages, signal);
  const read = new Set([...open, ...rows].map(({ id }) => id));
  // They were open before, and lie deeper in the past than was read.
  const gone = rentals.value.filter((rental) => isCurrent(rental) && !read.has(rental.id));
  const ended = await Promise.all(gone.map(({ id }) => readRow(id, signal)));
  merge([...open, ...rows, ...ended]);
  past.value = pages;
  loaded.value = true;
}

/** Reads one more page of the past. */
export async function readMorePast(): Promise<void> {
  const memberId = person.value?.id;
  if (memberId === undefined) return;
  const { rows, ...pages } = await readPast(memberId, past.value.pages + 1, AbortSignal.timeout(15_000));
  if (memberId !== person.value?.id) return;
  merge(rows);
  past.value = pages;
}

effect(() => {
  const memberId = person.value?.id;
  if (memberId === undefined) return;
  return followWhileSeen(`/mypages/stream?memberId=${encodeURIComponent(memberId)}`, {
    connection,
    read: (signal) => load(memberId, signal),
    onRow: (row: MypageView) => merge([row]),
  });
});

/** Whoever comes after sees nothing of who was here before. */
effect(() => {
  void person.value?.id;
  byId.value = new Map();
  past.value = { pages: 1, hasMore: false };
  loaded.value = false;
  unsaid.clear();
});
