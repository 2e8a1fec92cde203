import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import { won } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { ForPerson } from '../kit/session/for-person.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { say } from './language/language.ts';
import { Reservation } from './reservation.tsx';
import { cancel } from './wishes.ts';

/** A customer's reservations as they change. */
export default function Mine() {
  const { pages, mine } = say.value;
  const heading = useHeading(pages.mine);
  return (
    <>
      <h1 {...heading}>{pages.mine}</h1>
      <ForPerson first={mine.first}>{({ id }) => <Own customerId={id} />}</ForPerson>
    </>
  );
}

function Own({ customerId }: { readonly customerId: string }) {
  const query = `customerId=${encodeURIComponent(customerId)}`;
  const { rows } = useLiveRows<DashboardRow>(`/store/dashboard/list?${query}`, `/store/dashboard/stream?${query}`);
  if (rows.value.length === 0) return <p class="card empty">{say.value.mine.empty}</p>;
  return (
    <ul class="stack">
      {rows.value
        .toSorted((one, other) => other.reserveDate.localeCompare(one.reserveDate))
        .map((row) => (
          <Reservation key={row.id} row={row} title={row.productName}>
            <Meaning row={row} />
            <Cancelling row={row} />
          </Reservation>
        ))}
    </ul>
  );
}

/** What a state means for the customer, and what they can do. */
function Meaning({ row: { state, reason, totalPrice } }: { readonly row: DashboardRow }) {
  const words = say.value.mine;
  const price = won(totalPrice);
  if (state === 'declined') return <p class="failure">{words.declined}</p>;
  if (state === 'ready') return <p>{words.ready}</p>;
  if (state !== 'cancelled' && state !== 'refunded') return null;
  const money = state === 'refunded' ? words.refunded(price) : words.refunding(price);
  return reason === undefined ? <p>{money}</p> : <p class="failure">{`${words.tooFew} ${money} ${words.fewer}`}</p>;
}

function Cancelling({ row }: { readonly row: DashboardRow }) {
  const words = say.value.mine;
  const { id, state, productName, totalPrice } = row;
  if ((state !== 'reserved' && state !== 'ready') || pendingAbout(`reservation:${id}`)) return null;
  const cancelReservation = async () => {
    if (await cancel(row)) tell(words.cancelled(productName));
  };
  return (
    <p>
      <AskingButton
        label={words.cancel}
        name={words.cancelWhat(productName)}
        title={words.cancelSure(productName)}
        confirm={words.confirm}
        keep={words.keep}
        onConfirm={() => void cancelReservation()}
      >
        <p>{words.cancelEffect(won(totalPrice))}</p>
      </AskingButton>
    </p>
  );
}
