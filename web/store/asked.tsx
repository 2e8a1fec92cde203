import type { Polled } from '../kit/live/polled.ts';
import { say } from './language/language.ts';

/** Whether a list that is asked for again and again is there, and whether it may be old. */
export function Asked({ polled: { body, failure } }: { readonly polled: Polled<unknown> }) {
  if (body === undefined) return <p role="status">{failure ?? say.value.loading}</p>;
  return <p role="status">{failure && <span class="failure">{say.value.old}</span>}</p>;
}
