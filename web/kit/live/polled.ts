import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get } from '../api/http.ts';
import { explain } from '../notice/explain.ts';

/** What is asked for again and again while somebody looks. */
export interface Polled<Body> {
  readonly body?: Body;
  readonly failure?: string;
}

/** Milliseconds between two looks. */
const period = 2_000;

/** What a path shows. @returns what is known, and how to look again at once */
export function usePolled<Body>(path: string): [Signal<Polled<Body>>, () => Promise<void>] {
  return useAsked(() => get<Body>(path), path);
}

/**
 * What an answer shows that comes by no path alone.
 * @param about what is asked about: it is asked anew when that changes
 * @param goesOn whether it is asked for again and again, by what is known so far
 */
export function useAsked<Body>(
  ask: () => Promise<Body>,
  about: unknown,
  goesOn: (body: Body | undefined) => boolean = () => true,
): [Signal<Polled<Body>>, () => Promise<void>] {
  const polled = useSignal<Polled<Body>>({});
  const look = async () => {
    try {
      polled.value = { body: await ask() };
    } catch (error) {
      polled.value = { ...polled.value, failure: explain(error) };
    }
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && goesOn(polled.value.body)) void look();
    }, period);
    return () => clearInterval(timer);
  }, [about]);
  return [polled, look];
}
