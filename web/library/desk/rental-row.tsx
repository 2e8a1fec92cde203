import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { moment, price } from '../../kit/language/format.ts';
import { tell } from '../../kit/notice/notice.ts';
import { pendingAbout } from '../../kit/outbox/outbox.ts';
import { Progress } from '../../kit/outbox/progress.tsx';
import { Confirm } from '../../kit/shell/confirm.tsx';
import { say } from '../language/language.ts';
import { hintOf } from '../rental/hint.ts';
import { StateBadge } from '../rental/state-badge.tsx';
import { titleOf } from '../rental/title.ts';
import { findings, type Step, stepsFrom, take } from './findings.ts';
import { pressed } from './key-bursts.ts';
import { actionOf } from './keys.ts';
import { followReturn } from './returns.ts';

/** Milliseconds in which the buttons of a row do nothing after somebody else has changed it. */
const changedJustNow = 1_500;

interface RentalRowProps {
  readonly rental: MypageView;
  /** Something was done with it. */
  readonly onDone: (step: Step) => void;
}

export function RentalRow({ rental, onDone }: RentalRowProps) {
  const words = say.value.desk;
  const title = titleOf(rental);
  const underWay = pendingAbout(`rental:${rental.id}`);
  const steps = stepsFrom(rental);
  const isAsked = useSignal(false);
  const row = useRef<HTMLLIElement>(null);
  const changedAt = findings.value?.changedAt.get(rental.id);

  const go = async (step: Step) => {
    // The button that was pressed goes; the row stays.
    if (document.activeElement !== row.current && row.current?.contains(document.activeElement)) row.current.focus();
    const after = await take(rental, title, step);
    if (!after) return;
    tell(words.done[step](title, rental.memberId));
    if (step === 'return') void followReturn(after, title);
    onDone(step);
  };
  // Another button may have come to where the pointer is: it does not take the press that was meant for the old one.
  const click = (step: Step) => {
    if (changedAt !== undefined && Date.now() - changedAt < changedJustNow) return tell(words.changedJustNow(title));
    if (step === 'cancel') isAsked.value = true;
    else void go(step);
  };
  // Keys work while the row has the focus (WCAG 2.2, 2.1.4: only then).
  const press = (event: KeyboardEvent) => {
    const step = actionOf(event);
    if (isAsked.value || underWay || (step !== 'rental' && step !== 'return')) return;
    pressed.ifAlone(() => {
      if (steps.includes(step)) return void go(step);
      tell(words.notNow[step](title, say.value.rental.states[rental.state]));
      if (step === 'return' && rental.state === 'returned' && changedAt !== undefined) void followReturn(rental, title);
    });
  };

  return (
    <li
      ref={row}
      class="card desk-row"
      data-part={`desk:${rental.id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a row takes the focus, and with it the keys that act on it.
      tabIndex={0}
      onKeyDown={press}
      aria-label={`${title}, ${rental.memberId}`}
    >
      <div class="desk-row-text">
        <div class="row">
          <h2>{title}</h2>
          <StateBadge rental={rental} />
          <Marks rental={rental} isChanged={changedAt !== undefined} />
        </div>
        <p>
          <strong>{rental.memberId}</strong> · {hintAtDesk(rental)}
        </p>
        <p class="soft small number">
          {rental.id} · {moment(rental.requestedAt)}
          {rental.by && ` · ${words.by(rental.by.id, words.roles[rental.by.role] ?? rental.by.role)}`}
        </p>
      </div>
      {underWay ? (
        <Progress of={underWay} />
      ) : (
        <div class="row">
          {steps.map((step) => (
            <button
              key={step}
              type="button"
              class={step === 'cancel' ? 'plain' : undefined}
              aria-label={words.stepsWhat[step](title)}
              onClick={() => click(step)}
            >
              {words.steps[step]}
            </button>
          ))}
        </div>
      )}
      {isAsked.value && (
        <Confirm
          title={words.cancelling.sure(title, rental.memberId)}
          confirm={words.cancelling.confirm}
          keep={words.cancelling.keep}
          onConfirm={() => void go('cancel')}
          onClose={() => {
            isAsked.value = false;
          }}
        >
          <p>{words.cancelling.effect(price(rental.amount))}</p>
        </Confirm>
      )}
    </li>
  );
}

/** What a librarian has to look at before the next step. */
function Marks({ rental, isChanged }: { readonly rental: MypageView; readonly isChanged: boolean }) {
  const { marks } = say.value.desk;
  return (
    <>
      {rental.unchecked && <span class="badge alert">{marks.unchecked}</span>}
      {rental.unlisted && <span class="badge alert">{marks.unlisted}</span>}
      {isChanged && <span class="badge main">{marks.changed}</span>}
    </>
  );
}

function hintAtDesk(rental: MypageView): string {
  const { copy, reason } = rental;
  const { hints, reasons } = say.value.desk;
  if (copy !== undefined && (rental.state === 'ready' || rental.state === 'rented')) return hints[rental.state](copy);
  if (rental.state === 'waiting') return hints.waiting(rental.position);
  if (rental.state === 'returned') return hints.returned;
  return (reason !== undefined && reasons[reason]) || hintOf(rental);
}
