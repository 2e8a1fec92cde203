import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get } from '../api/http.ts';
import { explain } from '../notice/explain.ts';
import type { Polled } from './polled.ts';

/** Milliseconds before a look that failed is tried again. */
const patience = 3_000;

/** What a path shows, read once; a look that fails is tried again. */
export function useRead<Body>(path: string): Signal<Polled<Body>> {
  const read = useSignal<Polled<Body>>({});
  useEffect(() => {
    const closing = new AbortController();
    let nextTry: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        read.value = { body: await get<Body>(path, closing.signal) };
      } catch (error) {
        if (closing.signal.aborted) return;
        read.value = { ...read.value, failure: explain(error) };
        nextTry = setTimeout(() => void look(), patience);
      }
    };
    void look();
    return () => {
      closing.abort();
      clearTimeout(nextTry);
    };
  }, [path]);
  return read;
}
