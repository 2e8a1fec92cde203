import { useSignal } from '@preact/signals';
import { maskedResidentNumber } from '../../mixins/sealing/personal.ts';
import { useAsked } from '../kit/live/polled.ts';
import { useHeading } from '../kit/shell/page.ts';
import { Days } from './days.tsx';
import { say } from './language/language.ts';
import { Mine } from './mine.tsx';
import { daysOf, type Own, ownOf, type Who } from './people.ts';
import { PersonForm } from './person-form.tsx';

/** A person says who they are, books a day, and sees what they have. It is forgotten when they leave the page. */
export default function Booking() {
  const heading = useHeading(say.value.pages.booking);
  const who = useSignal<Who | undefined>(undefined);
  const leave = () => {
    who.value = undefined;
  };
  return (
    <>
      <h1 {...heading}>{say.value.pages.booking}</h1>
      {who.value ? (
        <Known who={who.value} onLeave={leave} />
      ) : (
        <PersonForm
          onSaid={(said) => {
            who.value = said;
          }}
        />
      )}
    </>
  );
}

/** Unknown people are not asked about again: each time would count as a wrong name. */
const mayChange = (own: Own | undefined) => own === undefined || own.isKnown;

function Known({ who, onLeave }: { readonly who: Who; readonly onLeave: () => void }) {
  const words = say.value.person;
  const [{ value: own }, look] = useAsked(() => ownOf(who), who, mayChange);
  const [{ value: days }, lookAtDays] = useAsked(
    () => daysOf(who),
    who,
    (known) => known === undefined,
  );
  const onDone = async () => {
    await Promise.all([look(), lookAtDays()]);
  };
  const isOver = own.body?.rows.some(({ state }) => state === 'injected') ?? false;
  const isBooked = own.body?.rows.some(({ state }) => live.has(state)) ?? false;
  return (
    <>
      <div class="card heading" data-part="person" tabIndex={-1}>
        <p>
          <strong>{who.userName}</strong> · {maskedResidentNumber(who.userRegNumber)}
        </p>
        <button type="button" class="plain" onClick={onLeave}>
          {words.leave}
        </button>
      </div>
      {own.failure && <p role="status">{own.failure}</p>}
      {!own.body && !own.failure && <p role="status">{say.value.loading}</p>}
      {own.body && !isBooked && !isOver && <Days who={who} days={days} onDone={onDone} />}
      {own.body && <Mine who={who} own={own.body} onDone={onDone} onForgotten={onLeave} />}
    </>
  );
}

const live: ReadonlySet<string> = new Set(['asked', 'reserved', 'assigned']);
