import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get } from '../api/http.ts';
import { explain } from '../notice/explain.ts';

/** What a path shows, asked for again and again while somebody looks. */
export interface Polled<Body> {
  readonly body?: Body;
  readonly failure?: string;
}

/** Milliseconds between two looks. */
const period = 2_000;

/** @returns what is known, and how to look again at once */
export function usePolled<Body>(path: string): [Signal<Polled<Body>>, () => Promise<void>] {
  const polled = useSignal<Polled<Body>>({});
  const look = async () => {
    try {
      polled.value = { body: await get<Body>(path) };
    } catch (error) {
      polled.value = { ...polled.value, failure: explain(error) };
    }
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look();
    }, period);
    return () => clearInterval(timer);
  }, [path]);
  return [polled, look];
}
