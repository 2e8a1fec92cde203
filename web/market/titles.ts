import { useComputed } from '@preact/signals';
import type { Page } from '../kit/api/http.ts';
import { useRead } from '../kit/live/read.ts';

/** What the market shows of a title of the library's catalogue. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
}

/** Titles that the catalogue tells of at once. */
const most = 50;

/** What books are called, by their ids, at least one; a book that the catalogue does not know, or not yet, is missing. */
export function useTitles(ids: readonly string[]) {
  const wanted = [...new Set(ids)].slice(0, most).sort();
  const read = useRead<Page<Title>>(`/books?${new URLSearchParams({ ids: wanted.join(), pageSize: String(most) })}`);
  return useComputed(() => new Map(read.value.body?.rows.map(({ id, title }) => [id, title])));
}
