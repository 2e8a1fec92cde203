import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import { bookOf } from '../book/books.ts';
import { moment } from '../language/format.ts';
import { say } from '../language/language.ts';
import { tell } from '../notice/notice.ts';
import { pendingAbout } from '../outbox/outbox.ts';
import { Progress } from '../outbox/progress.tsx';
import { hintOf } from '../rental/hint.ts';
import { StateBadge } from '../rental/state-badge.tsx';
import { type Step, stepsFrom, take } from './findings.ts';

/** Keys that work while the row has the focus (WCAG 2.2, 2.1.4: only then). */
const keys: Readonly<Record<string, Step>> = { o: 'rental', r: 'return' };

interface RentalRowProps {
  readonly rental: MypageView;
  /** Something was done with it. */
  readonly onDone: (step: Step) => void;
}

export function RentalRow({ rental, onDone }: RentalRowProps) {
  const words = say.value.desk;
  const title = rental.title ?? bookOf(rental.bookId)?.title ?? say.value.rental.untitled(rental.bookId);
  const underWay = pendingAbout(`rental:${rental.id}`);
  const steps = stepsFrom(rental);

  const go = async (step: Step) => {
    if (!(await take(rental, title, step))) return;
    tell(words.done[step](title, rental.memberId));
    onDone(step);
  };
  const press = (event: KeyboardEvent) => {
    const step = keys[event.key.toLowerCase()];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (step && isPlain && steps.includes(step) && !underWay) void go(step);
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a row takes the focus, and with it the keys that act on it.
    <li class="card desk-row" tabIndex={0} onKeyDown={press} aria-label={`${title}, ${rental.memberId}`}>
      <div class="desk-row-text">
        <div class="row">
          <h2>{title}</h2>
          <StateBadge rental={rental} />
        </div>
        <p>
          <strong>{rental.memberId}</strong> · {hintAtDesk(rental)}
        </p>
        <p class="soft small number">
          {rental.id} · {moment(rental.requestedAt)}
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
              onClick={() => void go(step)}
            >
              {words.steps[step]}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

function hintAtDesk(rental: MypageView): string {
  const { copy } = rental;
  const { hints } = say.value.desk;
  if (copy !== undefined && (rental.state === 'ready' || rental.state === 'rented')) return hints[rental.state](copy);
  if (rental.state === 'waiting') return hints.waiting(rental.position);
  return hintOf(rental);
}
