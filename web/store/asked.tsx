import type { Polled } from '../kit/live/polled.ts';
import { say } from './language/language.ts';

interface AskedProps<Body> {
  readonly polled: Polled<Body>;
  /** What there is, in a sentence. */
  readonly count: (body: Body) => string;
}

/** Whether a list that is asked for again and again is there, how much it is, and whether it may be old. */
export function Asked<Body>({ polled: { body, failure }, count }: AskedProps<Body>) {
  if (body === undefined) return <p role="status">{failure ?? say.value.loading}</p>;
  return (
    <p role="status" class={failure === undefined ? 'soft' : 'failure'}>
      {failure === undefined ? count(body) : say.value.old}
    </p>
  );
}
