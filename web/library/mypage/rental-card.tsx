import { signal, useSignal } from '@preact/signals';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { moment, won } from '../../kit/language/format.ts';
import { pendingAbout } from '../../kit/outbox/outbox.ts';
import { Progress } from '../../kit/outbox/progress.tsx';
import { Cover } from '../book/cover.tsx';
import { say } from '../language/language.ts';
import { hintOf } from '../rental/hint.ts';
import { StateBadge } from '../rental/state-badge.tsx';
import { titleOf } from '../rental/title.ts';
import { Cancelling } from './cancelling.tsx';
import { Story } from './story.tsx';

export function RentalCard({ rental }: { readonly rental: MypageView }) {
  const title = titleOf(rental);
  return (
    <li class="card rental" data-rental={rental.id} data-part={`rental:${rental.id}`} tabIndex={-1}>
      <Cover title={title} />
      <div class="rental-text">
        <div class="row">
          <h3>{title}</h3>
          <StateBadge rental={rental} />
        </div>
        <p>{hintOf(rental)}</p>
        <Facts rental={rental} />
        <Actions rental={rental} title={title} />
        <History rental={rental} title={title} />
      </div>
    </li>
  );
}

function History({ rental, title }: { readonly rental: MypageView; readonly title: string }) {
  const { story, storyWhat } = say.value.rental;
  const isOpen = opened.value.has(rental.id);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => open(rental.id, currentTarget.open)}>
      <summary aria-label={storyWhat(title)}>{story}</summary>
      {isOpen && <Story rental={rental} />}
    </details>
  );
}

/** Whose history is shown: a card that moves to another section takes it along. */
const opened = signal<ReadonlySet<string>>(new Set());

function open(id: string, isOpen: boolean): void {
  const others = [...opened.value].filter((other) => other !== id);
  opened.value = new Set(isOpen ? [...others, id] : others);
}

function Facts({ rental }: { readonly rental: MypageView }) {
  const words = say.value.rental;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ...costOf(rental),
    [words.requestedAt, moment(rental.requestedAt)],
    [words.rentedAt, rental.rentedAt && moment(rental.rentedAt)],
    [words.returnedAt, rental.returnedAt && moment(rental.returnedAt)],
    [words.number, rental.id],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What it cost, or what was given back; nothing where nothing was charged. */
function costOf({ state, amount }: MypageView): readonly (readonly [string, string])[] {
  const { cost, refund } = say.value.rental;
  if (amount === 0 || state === 'declined' || state === 'abandoning' || state === 'abandoned') return [];
  return [[state === 'cancelled' || state === 'refunded' ? refund : cost, won(amount)]];
}

function Actions({ rental, title }: { readonly rental: MypageView; readonly title: string }) {
  const words = say.value.rental;
  const isAsked = useSignal(false);
  const underWay = pendingAbout(`rental:${rental.id}`);
  const isCancellable = ['reserved', 'waiting', 'ready'].includes(rental.state);
  if (underWay) return <Progress of={underWay} />;
  return (
    <div class="row">
      {isCancellable && (
        <button
          type="button"
          class="plain"
          aria-label={words.cancelWhat(title)}
          onClick={() => {
            isAsked.value = true;
          }}
        >
          {words.cancel}
        </button>
      )}
      {isAsked.value && (
        <Cancelling
          rental={rental}
          title={title}
          onClose={() => {
            isAsked.value = false;
          }}
        />
      )}
    </div>
  );
}
