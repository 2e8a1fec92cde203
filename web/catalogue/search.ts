import { effect, signal } from '@preact/signals';
import type { BookView } from '../../services/library/book/book.contract.ts';
import { get, type Page } from '../api/http.ts';
import { books, remember } from '../book/books.ts';
import { explain } from '../notice/explain.ts';
import { searchable } from './searchable.ts';

/** What stands in the field, and what is found for it. */
export const text = signal(new URLSearchParams(location.search).get('q') ?? '');
export const found = signal<Found | undefined>(undefined);
export const failed = signal<string | undefined>(undefined);

export interface Found {
  readonly text: string;
  readonly ids: readonly string[];
  readonly total: number;
  readonly page: number;
}

/** Milliseconds without a letter before it is searched. */
const pause = 150;
/** Milliseconds before a search that failed is tried again. */
const patience = 3_000;
let underWay = new AbortController();
let nextTry: ReturnType<typeof setTimeout> | undefined;

async function search(wanted: string, page: number): Promise<void> {
  underWay.abort();
  clearTimeout(nextTry);
  underWay = new AbortController();
  // Without a word to look for, those that came first: a library lists its best known titles first.
  const order: Record<string, string> = wanted ? { sort: 'title', search: wanted } : { sort: 'created' };
  const query = new URLSearchParams({ page: String(page), ...order });
  try {
    const { rows, total } = await get<Page<BookView>>(`/books?${query}`, underWay.signal);
    remember(rows);
    const before = page > 1 && found.value?.text === wanted ? found.value.ids : [];
    found.value = { text: wanted, ids: [...new Set([...before, ...rows.map(({ id }) => id)])], total, page };
    failed.value = undefined;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return;
    failed.value = explain(error);
    nextTry = setTimeout(() => void search(wanted, page), patience);
  }
}

export function more(): Promise<void> {
  return found.value ? search(found.value.text, found.value.page + 1) : Promise.resolve();
}

/** The titles that are found, as they are known now. */
export function foundBooks(): BookView[] {
  return (found.value?.ids ?? []).map((id) => books.value.get(id)).filter((book) => book !== undefined);
}

/** Searches now, and whenever what stands in the field changes. @returns the end of it */
export function searchWhileTyping(): () => void {
  let isFirst = true;
  const stop = effect(() => {
    const wanted = searchable(text.value);
    const timer = setTimeout(() => void search(wanted, 1), isFirst ? 0 : pause);
    isFirst = false;
    return () => clearTimeout(timer);
  });
  return () => {
    stop();
    clearTimeout(nextTry);
  };
}
