import type { BookView } from '../../../services/library/book/book.contract.ts';
import { get, type Page } from '../../kit/api/http.ts';
import { remember } from './books.ts';

/** Milliseconds between two looks at the titles in view. */
const pause = 5_000;
/** Titles that the library tells of at once. */
const most = 50;

/** The titles of the elements with `data-book` that are in view now. */
function idsInView(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-book]')].filter((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return [...new Set(shown.map(({ dataset }) => dataset.book ?? ''))].slice(0, most);
}

/**
 * Keeps the counts of the titles in view as they are: reads them every few seconds, and at once when the window is
 * looked at again. Windows nobody looks at read nothing.
 * @returns the end of it
 */
export function followCounts(): () => void {
  const closing = new AbortController();
  const { signal } = closing;
  const look = () => {
    const ids = document.visibilityState === 'visible' ? idsInView() : [];
    if (ids.length === 0) return;
    const query = new URLSearchParams({ ids: ids.join(), pageSize: String(most) });
    get<Page<BookView>>(`/books?${query}`, signal).then(
      ({ rows }) => remember(rows),
      () => {},
    );
  };
  const timer = setInterval(look, pause);
  document.addEventListener('visibilitychange', look, { signal });
  addEventListener('focus', look, { signal });
  return () => {
    clearInterval(timer);
    closing.abort();
  };
}
