import type { ReservationView } from '../../services/vaccine/reservation/reservation.contract.ts';
import { day, moment } from '../kit/language/format.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { say } from './language/language.ts';
import { cancel, forget, type Own, type Who } from './people.ts';
import { StateBadge } from './state-badge.tsx';

interface MineProps {
  readonly who: Who;
  readonly own: Own;
  readonly onDone: () => Promise<void>;
  readonly onForgotten: () => void;
}

/** What a person has, and how they end it. */
export function Mine({ who, own: { isKnown, rows }, onDone, onForgotten }: MineProps) {
  const words = say.value.mine;
  const cancelBooking = async () => {
    try {
      const { reserveDate } = await cancel(who);
      tell(words.cancelled(day(reserveDate)));
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await onDone();
  };
  const forgetPerson = async () => {
    try {
      await forget(who);
      tell(words.forgotten);
      onForgotten();
    } catch (error) {
      tell(explain(error), 'failed');
    }
  };
  if (!isKnown) return <p class="soft">{words.unknown}</p>;
  return (
    <>
      <h2>{words.title}</h2>
      {rows.length === 0 && <p class="card empty">{words.empty}</p>}
      <ul class="stack">
        {rows
          .toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt))
          .map((row) => (
            <Reservation key={row.id} row={row} onCancel={() => void cancelBooking()} />
          ))}
      </ul>
      <p>
        <AskingButton
          label={words.forget}
          name={words.forget}
          title={words.forgetSure}
          confirm={words.forget}
          keep={words.keep}
          onConfirm={() => void forgetPerson()}
        >
          <p>{words.forgetEffect}</p>
        </AskingButton>
      </p>
    </>
  );
}

function Reservation({ row, onCancel }: { readonly row: ReservationView; readonly onCancel: () => void }) {
  const words = say.value.mine;
  const { id, state, reserveDate, vaccineType, requestedAt, endedAt } = row;
  const date = day(reserveDate);
  return (
    <li class="card stack" data-part={`reservation:${id}`} tabIndex={-1}>
      <div class="heading">
        <h3>{date}</h3>
        <StateBadge state={state} />
      </div>
      <div class="lines">
        {vaccineType && <p>{words.vaccine(vaccineType)}</p>}
        <p class="soft small">
          {words.requested}: {moment(requestedAt)}
          {endedAt && ` · ${words.ended}: ${moment(endedAt)}`}
        </p>
        <p class="soft small">{say.value.number(id)}</p>
      </div>
      {(state === 'reserved' || state === 'assigned') && (
        <p>
          <AskingButton
            label={words.cancel}
            name={words.cancelWhat(date)}
            title={words.cancelSure(date)}
            confirm={words.confirm}
            keep={words.keep}
            onConfirm={onCancel}
          >
            <p>{words.cancelEffect}</p>
          </AskingButton>
        </p>
      )}
    </li>
  );
}
