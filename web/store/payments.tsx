import type { PayRow } from '../../services/store/pay/pay.contract.ts';
import type { Page } from '../kit/api/http.ts';
import { moment, won } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { Asked } from './asked.tsx';
import { say } from './language/language.ts';

/** For the manager: what was paid, and what was given back. */
export default function Payments() {
  const heading = useHeading(say.value.pages.payments);
  return (
    <>
      <h1 {...heading}>{say.value.pages.payments}</h1>
      <Gate needs="store.manager" only={say.value.only}>
        <All />
      </Gate>
    </>
  );
}

function All() {
  const words = say.value.payments;
  const [{ value: polled }] = usePolled<Page<PayRow>>('/store/pay/list?sort=-created&pageSize=100');
  return (
    <>
      <Asked polled={polled} count={({ rows, total }) => words.total(rows.length, total)} />
      <ul class="stack">
        {polled.body?.rows.map((row) => (
          <Payment key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

const tones: Partial<Record<PayRow['payStatus'], string>> = { captured: 'good', declined: 'alert' };

function Payment({ row }: { readonly row: PayRow }) {
  const { id, payStatus, amount, customerId, reserveId, updatedAt } = row;
  const words = say.value.payments;
  return (
    <li class="card stack" data-part={`payment:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{amount === undefined ? words.nothing : won(amount)}</h2>
        <span class={`badge ${tones[payStatus] ?? ''}`}>{words.states[payStatus]}</span>
      </div>
      <div class="lines">
        <p class="soft small">
          {words.of(customerId)} · {moment(updatedAt)}
        </p>
        <p class="soft small">{say.value.reservation.number(reserveId)}</p>
      </div>
    </li>
  );
}
