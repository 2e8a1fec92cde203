import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusRow, moveFocus } from '../../kit/keyboard/rows.ts';
import { say } from '../language/language.ts';
import { find, findings, findMorePast, type Step, stepsFrom } from './findings.ts';
import { pressed } from './key-bursts.ts';
import { actionOf } from './keys.ts';
import { Live } from './live.tsx';
import { RentalRow } from './rental-row.tsx';
import { ReturnedBooks } from './returned.tsx';

/** Finds rentals by number or member. It works without a mouse: a scanner types a number and Enter. */
export function Finder() {
  const words = say.value.desk;
  const text = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // Before it is seen: who types at once, or scans, loses nothing.
  useLayoutEffect(() => field.current?.focus(), []);
  useLayoutEffect(
    () =>
      followScans((scanned) => {
        text.value = scanned;
        if (field.current) field.current.value = scanned;
        field.current?.focus();
      }),
    [],
  );
  // What is typed or scanned next takes the place of what stands there.
  const toField = () => {
    field.current?.focus();
    field.current?.select();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    const { rows } = await find(text.value.trim());
    if (rows.some((row) => stepsFrom(row).length > 0)) focusRow(list.current, 0);
    else toField();
  };

  /** The next rental with which the same can be done, or the field when there is none: the next number is typed there. */
  const onward = (step: Step) => {
    const next = findings.value?.rows.findIndex((row) => stepsFrom(row).includes(step)) ?? -1;
    if (next >= 0) focusRow(list.current, next);
    else toField();
  };

  return (
    <section class="stack" aria-label={words.go}>
      <form class="finder" onSubmit={submit}>
        <label>
          {words.find}
          <input
            ref={field}
            name="find"
            value={text.value}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
            onKeyDown={(event) => {
              if (actionOf(event) === 'leave') toField();
            }}
            required
            maxLength={255}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="find-keys"
          />
        </label>
        <button type="submit">{words.go}</button>
      </form>
      <p id="find-keys" class="soft small">
        {words.keys}
      </p>
      <ReturnedBooks onConfirmed={toField} />
      <Found list={list} onDone={onward} onLeave={toField} />
    </section>
  );
}

/** Calls back with what is scanned while no field has the focus. @returns the end of it */
function followScans(onScan: (text: string) => void): () => void {
  const see = (event: KeyboardEvent) => {
    const scanned = pressed.see(event);
    if (scanned === undefined || (event.target as Element).closest('input, select, dialog')) return;
    event.preventDefault();
    onScan(scanned);
  };
  document.addEventListener('keydown', see, true);
  return () => document.removeEventListener('keydown', see, true);
}

interface FoundProps {
  readonly list: { current: HTMLUListElement | null };
  readonly onDone: (step: Step) => void;
  readonly onLeave: () => void;
}

function Found({ list, onDone, onLeave }: FoundProps) {
  const words = say.value.desk;
  if (!findings.value) return null;
  const { text, rows, failure, past } = findings.value;
  const move = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action === 'leave') return onLeave();
    if (action !== 'next' && action !== 'previous') return;
    event.preventDefault();
    moveFocus(list.current, action === 'next' ? 1 : -1);
  };
  return (
    <>
      <div class="row">
        <p role="status" class={failure ? 'failure' : 'soft'}>
          {failure ?? (rows.length === 0 ? words.none(text) : words.found(rows.length))}
        </p>
        {rows.length > 0 && <Live />}
      </div>
      <ul class="desk-rows" ref={list} onKeyDown={move}>
        {rows.map((row) => (
          <RentalRow key={row.id} rental={row} onDone={onDone} />
        ))}
      </ul>
      {past?.hasMore && (
        <button type="button" class="plain" onClick={() => void findMorePast()}>
          {words.morePast}
        </button>
      )}
    </>
  );
}
