import { computed, effect, signal } from '@preact/signals';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import { get, type Page } from '../api/http.ts';
import { person } from '../session/session.ts';
import { follow, type StreamEvent } from './stream.ts';

/** The rentals of the person who looks, as they change. */

const byId = signal<ReadonlyMap<string, MypageView>>(new Map());
export const loaded = signal(false);
/** Do changes arrive by themselves now? */
export const connection = signal<'live' | 'lost' | 'none'>('none');

/** The newest first. */
export const rentals = computed(() =>
  [...byId.value.values()].toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt)),
);

/** The rental of a title that is not over yet. */
export function currentOf(bookId: string): MypageView | undefined {
  return rentals.value.find((rental) => rental.bookId === bookId && isCurrent(rental));
}

export function isCurrent({ state }: Pick<MypageView, 'state'>): boolean {
  return state === 'reserved' || state === 'waiting' || state === 'ready' || state === 'rented';
}

const listeners = new Set<(rental: MypageView) => void>();

/** Calls back for each change that arrives while the page is open. @returns the end of it */
export function onChange(listener: (rental: MypageView) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Of two pictures of a rental the one with the higher version is the newer. */
function merge(rows: readonly MypageView[]): void {
  const next = new Map(byId.value);
  for (const row of rows) {
    const known = next.get(row.id);
    if (!known || (row.version ?? 0) >= (known.version ?? 0)) next.set(row.id, row);
  }
  byId.value = next;
}

async function load(memberId: string, signal: AbortSignal): Promise<void> {
  const path = `/mypages?memberId=${encodeURIComponent(memberId)}&sort=-created&pageSize=100`;
  const { rows } = await get<Page<MypageView>>(path, signal);
  merge(rows);
  loaded.value = true;
}

function followMember(memberId: string, signal: AbortSignal): void {
  const read = () => void load(memberId, signal).catch(() => {});
  void follow(`/mypages/stream?memberId=${encodeURIComponent(memberId)}`, {
    signal,
    onOpen: () => {
      connection.value = 'live';
    },
    onLost: () => {
      connection.value = 'lost';
      read();
    },
    onEvent: ({ event, data }: StreamEvent) => {
      if (event === 'refresh') return read();
      const rental = JSON.parse(data) as MypageView;
      const known = byId.value.get(rental.id);
      merge([rental]);
      if (known?.state !== byId.value.get(rental.id)?.state) for (const listener of listeners) listener(rental);
    },
  });
}

const visible = signal(document.visibilityState === 'visible');
document.addEventListener('visibilitychange', () => {
  visible.value = document.visibilityState === 'visible';
});

/** A browser gives an origin six connections: windows nobody looks at have none. */
effect(() => {
  const memberId = person.value?.id;
  if (memberId === undefined || !visible.value) return;
  const closing = new AbortController();
  followMember(memberId, closing.signal);
  return () => closing.abort();
});

/** Whoever comes after sees nothing of who was here before. */
effect(() => {
  void person.value?.id;
  byId.value = new Map();
  loaded.value = false;
});
