import { useEffect, useRef } from 'preact/hooks';
import { letterOf } from '../../kit/keyboard/keys.ts';
import { Dialog } from '../../kit/shell/dialog.tsx';
import { say } from '../language/language.ts';
import { pressed } from './key-bursts.ts';
import { confirm, isToConfirm, lookAgain, type Returned, returns } from './returns.ts';

/** What to do with the books that came back, the newest first; one that is held for somebody has to be confirmed. */
export function ReturnedBooks({ onConfirmed }: { readonly onConfirmed: () => void }) {
  const words = say.value.desk.returned;
  const held = returns.value.findLast(isToConfirm);
  const wasHeld = useRef(false);
  useEffect(() => {
    if (wasHeld.current && !held) onConfirmed();
    wasHeld.current = held !== undefined;
  }, [held]);
  return (
    <>
      <div role="status" class={returns.value.length > 0 ? 'card stack' : 'hidden'}>
        {returns.value.length > 0 && <h2>{words.title}</h2>}
        <ul class="lines">
          {returns.value.map((one) => (
            <Line key={one.rental.id} returned={one} />
          ))}
        </ul>
      </div>
      {held && <HoldShelf key={held.rental.id} returned={held} />}
    </>
  );
}

const colours = { asking: '', unknown: 'alert', shelf: 'good', hold: 'warm', withdrawn: 'alert' } as const;

function Line({ returned }: { readonly returned: Returned }) {
  const words = say.value.desk.returned;
  const { rental, title, to, member = '' } = returned;
  return (
    <li class="row" data-returned={rental.id}>
      <span class={`badge ${colours[to]}`}>{words.to[to](member)}</span>
      <span>{words.which(title, rental.copy)}</span>
      {to === 'unknown' && (
        <button type="button" class="plain" onClick={() => void lookAgain(rental)}>
          {words.lookAgain}
        </button>
      )}
    </li>
  );
}

/** Nothing but the button and its letter confirm: a scanner that types a number and Enter does not. */
function HoldShelf({ returned }: { readonly returned: Returned }) {
  const words = say.value.desk.returned;
  const { rental, title, member = '' } = returned;
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    text.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || letterOf(event) !== 'y') return;
      pressed.ifAlone(() => confirm(returned));
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, []);
  return (
    <Dialog title={words.to.hold(member)} onClose={() => confirm(returned)} mustAnswer>
      <p ref={text} tabIndex={-1} class="hold-text">
        {words.holdShelf(title, rental.copy, member)}
      </p>
      <div class="row">
        <button type="button" onClick={() => confirm(returned)}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
