import { effect, signal } from '@preact/signals';
import type { BookView } from '../../../services/library/book/book.contract.ts';
import { get, type Page } from '../../kit/api/http.ts';
import { explain } from '../../kit/notice/explain.ts';
import { books, remember } from '../book/books.ts';
import type { Shown } from './address.ts';
import { searchable } from './searchable.ts';

/** What stands in the field, and what is found for it. */
export const text = signal('');
/** Is a syllable being composed in the field? It may become another one with the next key. */
export const composing = signal(false);
export const found = signal<Found | undefined>(undefined);
export const failed = signal<string | undefined>(undefined);

export interface Found extends Shown {
  readonly ids: readonly string[];
  readonly total: number;
  /** The cursor of the next page, where there is one. */
  readonly next?: string;
}

/** Titles of a page, and titles that can be read at once. */
const pageSize = 20;
const mostAtOnce = 100;
/** Milliseconds without a letter before it is searched. */
const pause = 150;
/** Milliseconds before a search that failed is tried again. */
const patience = 3_000;
let underWay = new AbortController();
let nextTry: ReturnType<typeof setTimeout> | undefined;
/** What was searched for last, be it answered or not. */
let asked: string | undefined;

/** Finds as many pages; those of `before` are shown already. */
async function search({ text: wanted, pages }: Shown, before?: Found): Promise<void> {
  underWay.abort();
  clearTimeout(nextTry);
  underWay = new AbortController();
  asked = wanted;
  try {
    const missing = (pages - (before?.pages ?? 0)) * pageSize;
    const { ids, total, next } = await read(wanted, missing, before?.next, underWay.signal);
    // 소녀 may become 소년: that nothing is found for it means nothing before the syllable is complete.
    if (total === 0 && composing.value && found.value) {
      asked = undefined;
      return;
    }
    const all = [...new Set([...(before?.ids ?? []), ...ids])];
    found.value = { text: wanted, pages, ids: all, total, ...(next && { next }) };
    failed.value = undefined;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return;
    failed.value = explain(error);
    nextTry = setTimeout(() => void search({ text: wanted, pages }, before), patience);
  }
}

/** Reads on from a cursor, until there are as many titles or no more. */
async function read(wanted: string, titles: number, from: string | undefined, signal: AbortSignal) {
  const ids: string[] = [];
  let [total, next] = [0, from];
  do {
    const pageSize = String(Math.min(titles - ids.length, mostAtOnce));
    const part = { pageSize, ...(wanted !== '' && { search: wanted }), ...(next && { cursor: next }) };
    const answer = await get<Page<BookView>>(`/books?${new URLSearchParams(part)}`, signal);
    remember(answer.rows);
    ids.push(...answer.rows.map(({ id }) => id));
    [total, next] = [answer.total, answer.next];
  } while (next && ids.length < titles);
  return { ids, total, next };
}

export function more(): Promise<void> {
  if (!found.value?.next) return Promise.resolve();
  const { text: wanted, pages } = found.value;
  return search({ text: wanted, pages: pages + 1 }, found.value);
}

/** The titles that are found, as they are known now. */
export function foundBooks(): BookView[] {
  return (found.value?.ids ?? []).map((id) => books.value.get(id)).filter((book) => book !== undefined);
}

/** Shows what an address says; what is found for it already stays. */
export function show({ text: wanted, pages }: Shown): void {
  text.value = wanted;
  const now = found.value;
  asked = now?.text;
  if (now?.text === searchable(wanted) && now.pages >= pages) return;
  found.value = undefined;
  void search({ text: searchable(wanted), pages });
}

/** Searches whenever what stands in the field changes. @returns the end of it */
export function searchWhileTyping(): () => void {
  const stop = effect(() => {
    const wanted = searchable(text.value);
    // What is complete is looked for once more, if nothing was found for it before.
    void composing.value;
    if (wanted === asked) return;
    const timer = setTimeout(() => void search({ text: wanted, pages: 1 }), pause);
    return () => clearTimeout(timer);
  });
  return () => {
    stop();
    composing.value = false;
    underWay.abort();
    clearTimeout(nextTry);
  };
}
