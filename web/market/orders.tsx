import type { CustomerRow } from '../../services/market/customerview/customerview.contract.ts';
import { moment, won } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { ForPerson } from '../kit/session/for-person.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { History } from '../kit/story/history.tsx';
import { say } from './language/language.ts';
import { useTitles } from './titles.ts';
import { cancel } from './wishes.ts';

/** A customer's orders as they change. */
export default function Orders() {
  const { pages, orders } = say.value;
  const heading = useHeading(pages.orders);
  return (
    <>
      <h1 {...heading}>{pages.orders}</h1>
      <ForPerson first={orders.first}>{({ id }) => <All customerId={id} />}</ForPerson>
    </>
  );
}

function All({ customerId }: { readonly customerId: string }) {
  const query = `customerId=${encodeURIComponent(customerId)}`;
  const { rows } = useLiveRows<CustomerRow>(`/market/mypages?${query}`, `/market/mypages/stream?${query}`);
  if (rows.value.length === 0) return <p class="card empty">{say.value.orders.empty}</p>;
  return <List rows={rows.value} />;
}

function List({ rows }: { readonly rows: readonly CustomerRow[] }) {
  const titles = useTitles(rows.map(({ bookId }) => bookId));
  return (
    <ul class="stack">
      {rows
        .toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt))
        .map((row) => (
          <Order key={row.id} row={row} name={titles.value.get(row.bookId) ?? say.value.books.book(row.bookId)} />
        ))}
    </ul>
  );
}

const tones: Partial<Record<CustomerRow['state'], string>> = { paid: 'main', shipped: 'good', declined: 'alert' };

function Order({ row, name }: { readonly row: CustomerRow; readonly name: string }) {
  const words = say.value.orders;
  const { id, version, state, qty, amount, requestedAt, endedAt } = row;
  const pending = pendingAbout(`order:${id}`);
  const cancelOrder = async () => {
    if (await cancel(row, name)) tell(words.cancelled(name));
  };
  return (
    <li class="card stack" data-part={`order:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{name}</h2>
        <span class={`badge ${tones[state] ?? ''}`}>{say.value.states[state]}</span>
      </div>
      <div class="lines">
        <p>{words.what(qty, won(amount))}</p>
        {state === 'declined' && <p class="failure">{words.declined}</p>}
        <p class="soft small">
          {words.ordered}: {moment(requestedAt)}
          {endedAt && ` · ${words.ended}: ${moment(endedAt)}`}
        </p>
      </div>
      {(state === 'paid' || state === 'shipped') && !pending && (
        <p>
          <AskingButton
            label={words.cancel}
            name={words.cancelWhat(name)}
            title={words.cancelSure(name)}
            confirm={words.confirm}
            keep={words.keep}
            onConfirm={() => void cancelOrder()}
          >
            <p>{words.cancelEffect(won(amount))}</p>
          </AskingButton>
        </p>
      )}
      {pending && <Progress of={pending} />}
      <History
        path={`/market/orders/${encodeURIComponent(id)}/history`}
        version={version}
        label={words.history}
        name={words.historyWhat(name)}
        states={say.value.states}
      />
    </li>
  );
}
