import { signal } from '@preact/signals';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';
import { moment, price, won } from '../../kit/language/format.ts';
import { pendingAbout } from '../../kit/outbox/outbox.ts';
import { Progress } from '../../kit/outbox/progress.tsx';
import { AskingButton } from '../../kit/shell/confirm.tsx';
import { Steps } from '../../kit/story/steps.tsx';
import { Cover } from '../book/cover.tsx';
import { say } from '../language/language.ts';
import { hintOf } from '../rental/hint.ts';
import { StateBadge } from '../rental/state-badge.tsx';
import { titleOf } from '../rental/title.ts';
import { ask } from '../rental/wishes.ts';
import { sentenceOf } from './story.ts';

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
  const path = `/rentals/${encodeURIComponent(rental.id)}/history`;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => open(rental.id, currentTarget.open)}>
      <summary aria-label={storyWhat(title)}>{story}</summary>
      {isOpen && <Steps path={path} version={rental.version} sentenceOf={sentenceOf} />}
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
  const underWay = pendingAbout(`rental:${rental.id}`);
  const isCancellable = ['reserved', 'waiting', 'ready'].includes(rental.state);
  if (underWay) return <Progress of={underWay} />;
  if (!isCancellable) return null;
  return (
    <div class="row">
      <AskingButton
        label={words.cancel}
        name={words.cancelWhat(title)}
        title={words.cancelSure(title)}
        confirm={words.cancelDo}
        keep={words.keep}
        onConfirm={() => void ask({ id: rental.id, title }, 'cancel')}
      >
        <p>{words.cancelEffect(price(rental.amount))}</p>
      </AskingButton>
    </div>
  );
}
