import { useEffect, useLayoutEffect } from 'preact/hooks';

/** Where a reader is in a list: how far down, and at which part. It is kept with the entry of the browser's history. */
interface Place {
  /** Pixels. */
  readonly scroll: number;
  readonly part?: string;
}

/** Milliseconds without scrolling before the place is kept: browsers do not like it more often. */
const pause = 200;

/** Where the reader was in this entry of the history, if they come back to it. */
export function placeBefore(): Place | undefined {
  const kept = history.state as { readonly place?: Place } | null;
  return kept?.place;
}

function keepPlace(path: string): void {
  // Another page may be there already.
  if (location.pathname !== path) return;
  const part = document.activeElement?.closest<HTMLElement>('[data-part]')?.dataset.part;
  const place: Place = { scroll: scrollY, ...(part !== undefined && { part }) };
  history.replaceState({ ...(history.state as object | null), place }, '');
}

/** Keeps the place while the page is shown, and goes back to where the reader was once `isReady`. */
export function usePlace(isReady: boolean): void {
  useEffect(() => {
    const path = location.pathname;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const now = () => keepPlace(path);
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(now, pause);
    };
    // The list is not there yet when the browser would scroll by itself.
    history.scrollRestoration = 'manual';
    addEventListener('scroll', soon, { passive: true });
    addEventListener('click', now, { capture: true });
    addEventListener('pagehide', now);
    return () => {
      clearTimeout(timer);
      history.scrollRestoration = 'auto';
      removeEventListener('scroll', soon);
      removeEventListener('click', now, { capture: true });
      removeEventListener('pagehide', now);
    };
  }, []);
  useLayoutEffect(() => {
    const place = isReady ? placeBefore() : undefined;
    if (!place) return;
    scrollTo(0, place.scroll);
    if (place.part === undefined) return;
    const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')];
    parts.find(({ dataset }) => dataset.part === place.part)?.focus({ preventScroll: true });
  }, [isReady]);
}
