import { effect, signal } from '@preact/signals';
import type { BookView } from '../../services/library/book/book.contract.ts';
import { get, type Page } from '../api/http.ts';
import { books, remember } from '../book/books.ts';
import { explain } from '../notice/explain.ts';
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
}

/** Titles of a page, and pages that can be read at once. */
const pageSize = 20;
const pagesAtOnce = 5;
/** Milliseconds without a letter before it is searched. */
const pause = 150;
/** Milliseconds before a search that failed is tried again. */
const patience = 3_000;
let underWay = new AbortController();
let nextTry: ReturnType<typeof setTimeout> | undefined;
/** What was searched for last, be it answered or not. */
let asked: string | undefined;

/** Finds pages `from` to `pages`; those before are shown already. */
async function search({ text: wanted, pages }: Shown, from = 1): Promise<void> {
  underWay.abort();
  clearTimeout(nextTry);
  underWay = new AbortController();
  asked = wanted;
  try {
    const { ids, total } = await read(wanted, from, pages, underWay.signal);
    // 소녀 may become 소년: that nothing is found for it means nothing before the syllable is complete.
    if (total === 0 && composing.value && found.value) {
      asked = undefined;
      return;
    }
    const before = from > 1 ? (found.value?.ids ?? []) : [];
    found.value = { text: wanted, pages, ids: [...new Set([...before, ...ids])], total };
    failed.value = undefined;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return;
    failed.value = explain(error);
    nextTry = setTimeout(() => void search({ text: wanted, pages }, from), patience);
  }
}

/** One page more, or all pages anew: these in larger parts. */
async function read(wanted: string, from: number, pages: number, signal: AbortSignal) {
  const isOne = from === pages;
  const [size, first, last] = isOne
    ? [pageSize, pages, pages]
    : [pagesAtOnce * pageSize, 1, Math.ceil(pages / pagesAtOnce)];
  const ids: string[] = [];
  let total = 0;
  for (let page = first; page <= last; page += 1) {
    const part = { page: String(page), pageSize: String(size), ...(wanted !== '' && { search: wanted }) };
    const answer = await get<Page<BookView>>(`/books?${new URLSearchParams(part)}`, signal);
    remember(answer.rows);
    ids.push(...answer.rows.map(({ id }) => id));
    total = answer.total;
  }
  return { ids: ids.slice(0, isOne ? pageSize : pages * pageSize), total };
}

export function more(): Promise<void> {
  if (!found.value) return Promise.resolve();
  const { text: wanted, pages } = found.value;
  return search({ text: wanted, pages: pages + 1 }, pages + 1);
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
