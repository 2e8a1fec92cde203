import { computed, effect, signal } from '@preact/signals';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { type Connection, followWhileSeen } from '../../kit/live/following.ts';
import { newerThan, withRows } from '../../kit/live/newer.ts';
import { person } from '../../kit/session/session.ts';
import { type Change, Changes, isCurrent } from './changes.ts';
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

const listeners: ((change: Change) => void)[] = [];

/** Calls back for each change while the page is open; what it reads first, or of the past, is no change. */
export function onChange(listener: (change: Change) => void): void {
  listeners.push(listener);
}

const changes = new Changes();

/** To be called with what was reserved: what becomes of it is told from now on, even by what the page reads first. */
export function awaitNews(id: string): void {
  announce(changes.ask(byId.value.get(id), id));
}

function announce(news: readonly Change[]): void {
  for (const change of news) for (const listener of listeners) listener(change);
}

function merge(rows: readonly MypageView[]): void {
  const before = byId.value;
  const newer = newerThan(before, rows);
  byId.value = withRows(before, newer);
  announce(newer.flatMap((rental) => changes.of(rental, before.get(rental.id))));
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
  changes.endFirstLook();
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
  changes.forget();
});
