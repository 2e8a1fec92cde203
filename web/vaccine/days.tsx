import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { NoAnswer } from '../kit/api/problem.ts';
import { day } from '../kit/language/format.ts';
import type { Polled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { newKey } from '../kit/outbox/intent.ts';
import { say } from './language/language.ts';
import { book, type Day, type Who } from './people.ts';

interface DaysProps {
  readonly who: Who;
  readonly days: Polled<readonly Day[]>;
  readonly onDone: () => Promise<void>;
}

/** The days that are free: the person books one. */
export function Days({ who, days, onDone }: DaysProps) {
  const words = say.value.days;
  const isSending = useSignal(false);
  const key = useRef(newKey());
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const date = String(new FormData(event.currentTarget as HTMLFormElement).get('date'));
    isSending.value = true;
    try {
      await book(who, date, key.current);
      tell(words.booked(day(date)));
      key.current = newKey();
    } catch (error) {
      // What was not answered may have been done: it is asked for by the same key again.
      if (!(error instanceof NoAnswer)) key.current = newKey();
      tell(explain(error), 'failed');
    }
    isSending.value = false;
    await onDone();
  };
  if (!days.body) return <p role="status">{days.failure ?? say.value.loading}</p>;
  if (days.body.length === 0) return <p class="card empty">{words.none}</p>;
  return (
    <form class="card stack" data-part="days" onSubmit={(event) => void submit(event)}>
      <label>
        {words.day}
        <select name="date">
          {days.body.map(({ date, count }) => (
            <option key={date} value={date}>
              {words.places(day(date), count)}
            </option>
          ))}
        </select>
      </label>
      <p>
        <button type="submit" disabled={isSending.value}>
          {words.book}
        </button>
      </p>
    </form>
  );
}
