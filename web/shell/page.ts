import { useEffect, useRef } from 'preact/hooks';
import { say } from '../language/language.ts';

let isFirst = true;

/**
 * Names the window after the page. Whoever came by a link is taken to the heading, so that a screen reader says where
 * they are; not on the first page, where the browser does so.
 */
export function useHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${say.value.library}`;
  }, [title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return { ref: heading, tabIndex: -1 } as const;
}
