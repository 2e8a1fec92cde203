import { useEffect, useRef } from 'preact/hooks';
import { say } from '../language/language.ts';
import { newestNews } from '../notice/notice.ts';
import { pagesAt } from './pages.ts';

let isFirst = true;

/**
 * Names the window after the page and its system, and after the news while there are any. Whoever came by a link is taken to the
 * heading, so that a screen reader says where they are; not on the first page, where the browser does so, and not
 * where the page takes them to the place where they were (`isTaken`).
 */
export function useHeading(title: string, isTaken = false) {
  const heading = useRef<HTMLHeadingElement>(null);
  const system = pagesAt(location.pathname)?.title();
  const place = system === undefined || system === title ? say.value.brand : system;
  const name = [newestNews.value, title, place].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = name;
  }, [name]);
  useEffect(() => {
    if (!isFirst && !isTaken) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return { ref: heading, tabIndex: -1 } as const;
}
