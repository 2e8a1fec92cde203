import { signal } from '@preact/signals';
import type { BookView } from '../../../services/library/book/book.contract.ts';
import { get } from '../../kit/api/http.ts';

/** Titles that are known here, by id. */
export const books = signal<ReadonlyMap<string, BookView>>(new Map());
const asked = new Set<string>();

export function remember(rows: readonly BookView[]): void {
  const changed = rows.filter((book) => JSON.stringify(book) !== JSON.stringify(books.value.get(book.id)));
  if (changed.length === 0) return;
  books.value = new Map([...books.value, ...changed.map((book) => [book.id, book] as const)]);
}

/** Reads a title again. */
export async function refresh(id: string): Promise<void> {
  remember([await get<BookView>(`/books/${encodeURIComponent(id)}`)]);
}

/** A title that is asked for when it is first needed. */
export function bookOf(id: string): BookView | undefined {
  const known = books.value.get(id);
  if (!known && !asked.has(id)) {
    asked.add(id);
    refresh(id).catch(() => {});
  }
  return known;
}
