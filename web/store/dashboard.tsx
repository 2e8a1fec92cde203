import { useSignal } from '@preact/signals';
import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import { useAsked } from '../kit/live/polled.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Gate } from '../kit/session/gate.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { Asked } from './asked.tsx';
import { find, type Sought } from './finding.ts';
import { say } from './language/language.ts';
import { Reservation } from './reservation.tsx';
import { pickUp } from './wishes.ts';

/** For the manager: all reservations, and who has come for one. */
export default function Dashboard() {
  const heading = useHeading(say.value.pages.dashboard);
  return (
    <>
      <h1 {...heading}>{say.value.pages.dashboard}</h1>
      <Gate needs="store.manager" only={say.value.only}>
        <All />
      </Gate>
    </>
  );
}

function All() {
  const words = say.value.dashboard;
  const sought = useSignal<Sought>({ text: '', state: '' });
  const [{ value: polled }, look] = useAsked(() => find(sought.value), sought.value);
  return (
    <>
      <Finder
        onSeek={(next) => {
          sought.value = next;
        }}
      />
      <Asked polled={polled} count={({ rows, total }) => words.total(rows.length, total)} />
      <ul class="stack">
        {polled.body?.rows.map((row) => (
          <Reservation key={row.id} row={row} title={words.of(row.productName, row.customerId)}>
            {row.cancelDate && row.reason && <p class="failure">{words.tooFew}</p>}
            <PickingUp row={row} onDone={look} />
          </Reservation>
        ))}
      </ul>
    </>
  );
}

function Finder({ onSeek }: { readonly onSeek: (sought: Sought) => void }) {
  const words = say.value.dashboard;
  const seek = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    onSeek({ text: String(fields.get('text')).trim(), state: String(fields.get('state')) });
  };
  return (
    <search>
      <form
        class="finder wraps"
        onSubmit={(event) => {
          event.preventDefault();
          seek(event.currentTarget);
        }}
      >
        <label>
          {words.text}
          <input type="search" name="text" maxLength={255} autocapitalize="none" spellcheck={false} />
        </label>
        <label>
          {words.state}
          <select name="state" onChange={({ currentTarget: { form } }) => form && seek(form)}>
            <option value="">{words.any}</option>
            {Object.entries(say.value.states).map(([state, name]) => (
              <option key={state} value={state}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{words.find}</button>
      </form>
    </search>
  );
}

function PickingUp({ row, onDone }: { readonly row: DashboardRow; readonly onDone: () => Promise<void> }) {
  const words = say.value.dashboard;
  const { id, state, productName, customerName, reserveQty } = row;
  if (state !== 'ready' || pendingAbout(`reservation:${id}`)) return null;
  const handOver = async () => {
    if (await pickUp(row)) tell(words.pickedUp(productName, customerName));
    await onDone();
  };
  return (
    <p>
      <AskingButton
        label={words.pickUp}
        name={words.pickUpWhat(productName, customerName)}
        title={words.pickUpSure(customerName)}
        confirm={words.pickUp}
        keep={words.keep}
        onConfirm={() => void handOver()}
      >
        <p>{words.pickUpEffect(reserveQty, productName)}</p>
      </AskingButton>
    </p>
  );
}
