import { useSignal } from '@preact/signals';
import { todayInKorea } from '../../mixins/days.ts';
import type { DashboardRow } from '../../services/vaccine/dashboard/dashboard.contract.ts';
import { send } from '../kit/api/http.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { Gate } from '../kit/session/gate.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { DayField } from './day-field.tsx';
import { say } from './language/language.ts';
import { StateBadge } from './state-badge.tsx';

/** For the staff of the hospital: who comes on a day, and who is vaccinated. */
export default function Staff() {
  const heading = useHeading(say.value.pages.staff);
  return (
    <>
      <h1 {...heading}>{say.value.pages.staff}</h1>
      <Gate needs="vaccine.staff" only={say.value.staff.only}>
        <Expected />
      </Gate>
    </>
  );
}

function Expected() {
  const date = useSignal(todayInKorea(Date.now()));
  return (
    <>
      <DayField date={date} />
      <People key={date.value} date={date.value} />
    </>
  );
}

function People({ date }: { readonly date: string }) {
  const words = say.value.staff;
  const query = `reserveDate=${date}`;
  const { rows, connection, isRead } = useLiveRows<DashboardRow>(
    `/vaccine/dashboard/list?${query}`,
    `/vaccine/dashboard/stream?${query}`,
  );
  return (
    <>
      <p role="status">{isRead.value ? words.total(rows.value.length) : say.value.loading}</p>
      {connection.value === 'lost' && <p class="soft">{words.lost}</p>}
      <ul class="stack">
        {rows.value.map((row) => (
          <Person key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function Person({ row }: { readonly row: DashboardRow }) {
  const words = say.value.staff;
  const { id, state, userRegNumber, vaccineType } = row;
  const inject = async () => {
    try {
      await send({ method: 'POST', path: '/vaccine/hospital/inject', body: { reservationId: id } });
      tell(words.injected(userRegNumber));
    } catch (error) {
      tell(explain(error), 'failed');
    }
  };
  return (
    <li class="card stack" data-part={`expected:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{userRegNumber}</h2>
        <StateBadge state={state} />
      </div>
      <div class="lines">
        <p>{vaccineType ?? words.noVaccine}</p>
        <p class="soft small">{say.value.number(id)}</p>
      </div>
      {state === 'assigned' && (
        <p>
          <AskingButton
            label={words.inject}
            name={words.injectWhat(userRegNumber)}
            title={words.injectSure(userRegNumber)}
            confirm={words.inject}
            keep={words.keep}
            onConfirm={() => void inject()}
          >
            <p>{words.injectEffect(vaccineType ?? '')}</p>
          </AskingButton>
        </p>
      )}
    </li>
  );
}
