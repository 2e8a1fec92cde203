import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../language/language.ts';
import { find, findings, type Step, stepsFrom } from './findings.ts';
import { RentalRow } from './rental-row.tsx';

/** Finds rentals by number or member. It works without a mouse: a scanner types a number and Enter. */
export function Finder() {
  const words = say.value.desk;
  const text = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // Before it is seen: who types at once, or scans, loses nothing.
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    const { rows } = await find(text.value.trim());
    if (rows.some((row) => stepsFrom(row).length > 0)) focusRow(list.current, 0);
    else field.current?.select();
  };

  /** The next rental with which the same can be done, or the field when there is none: the next number is typed there. */
  const onward = (step: Step) => {
    const next = findings.value?.rows.findIndex((row) => stepsFrom(row).includes(step)) ?? -1;
    if (next >= 0) return focusRow(list.current, next);
    field.current?.focus();
    field.current?.select();
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
      <Found list={list} onDone={onward} onLeave={() => field.current?.focus()} />
    </section>
  );
}

interface FoundProps {
  readonly list: { current: HTMLUListElement | null };
  readonly onDone: (step: Step) => void;
  readonly onLeave: () => void;
}

function Found({ list, onDone, onLeave }: FoundProps) {
  const words = say.value.desk;
  if (!findings.value) return null;
  const { text, rows, failure } = findings.value;
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === 'Escape') return onLeave();
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const here = rowsOf(list.current).findIndex((row) => row.contains(document.activeElement));
    focusRow(list.current, here + step);
  };
  return (
    <>
      <p role="status" class={failure ? 'failure' : 'soft'}>
        {failure ?? (rows.length === 0 ? words.none(text) : words.found(rows.length))}
      </p>
      <ul class="desk-rows" ref={list} onKeyDown={move}>
        {rows.map((row) => (
          <RentalRow key={row.id} rental={row} onDone={onDone} />
        ))}
      </ul>
    </>
  );
}

function rowsOf(list: HTMLUListElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.desk-row') ?? [])];
}

function focusRow(list: HTMLUListElement | null, index: number): void {
  const rows = rowsOf(list);
  rows[Math.max(0, Math.min(index, rows.length - 1))]?.focus();
}
