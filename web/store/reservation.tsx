import type { ComponentChildren } from 'preact';
import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import { moment, won } from '../kit/language/format.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { History } from '../kit/story/history.tsx';
import { say } from './language/language.ts';

type State = DashboardRow['state'];

const tones: Partial<Record<State, string>> = {
  reserved: 'main',
  ready: 'main',
  'picked-up': 'good',
  declined: 'alert',
};

interface ReservationProps {
  readonly row: DashboardRow;
  readonly title: string;
  /** What can be done about it. */
  readonly children: ComponentChildren;
}

/** A reservation: what of, for how much, how it stands, and what happened to it. */
export function Reservation({ row, title, children }: ReservationProps) {
  const words = say.value.reservation;
  const { id, version, state, reserveQty, productName, totalPrice, customerName, customerPhone } = row;
  const pending = pendingAbout(`reservation:${id}`);
  return (
    <li class="card stack" data-part={`reservation:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{title}</h2>
        <span class={`badge ${tones[state] ?? ''}`}>{say.value.states[state]}</span>
      </div>
      <div class="lines">
        <p>{words.what(reserveQty, won(totalPrice))}</p>
        <p class="soft small">
          {customerName} · {customerPhone}
        </p>
        <p class="soft small">
          {words.requested}: {moment(row.reserveDate)}
          {row.cancelDate && ` · ${words.cancelled}: ${moment(row.cancelDate)}`}
          {row.pickupDate && ` · ${words.pickedUp}: ${moment(row.pickupDate)}`}
        </p>
        <p class="soft small">{words.number(id)}</p>
      </div>
      {children}
      {pending && <Progress of={pending} />}
      <History
        path={`/store/reservation/history/${encodeURIComponent(id)}`}
        version={version}
        label={words.history}
        name={words.historyWhat(productName)}
        states={say.value.states}
      />
    </li>
  );
}
