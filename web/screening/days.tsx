import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import { type Page, send } from '../kit/api/http.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { Gate } from '../kit/session/gate.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { say } from './language/language.ts';

/** For administrators of hospitals: days with their places, registered and deleted. */
export default function Days() {
  const heading = useHeading(say.value.pages.days);
  return (
    <>
      <h1 {...heading}>{say.value.pages.days}</h1>
      <Gate needs="screening.hospital-admin" only={say.value.days.only}>
        <All />
      </Gate>
    </>
  );
}

function All() {
  const [{ value: polled }, look] = usePolled<Page<HospitalView>>('/screening/hospitals?sort=chkDate&pageSize=100');
  return (
    <>
      <Registering onDone={look} />
      {!polled.body && <p role="status">{polled.failure ?? say.value.loading}</p>}
      <ul class="stack">
        {polled.body?.rows.map((day) => (
          <Day key={day.id} day={day} onDone={look} />
        ))}
      </ul>
    </>
  );
}

function Registering({ onDone }: { readonly onDone: () => Promise<void> }) {
  const words = say.value.days;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const {
      hospitalId = '',
      hospitalNm = '',
      chkDate = '',
      pCnt,
    } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const body = { hospitalId, hospitalNm, chkDate, pCnt: Number(pCnt) };
    try {
      await send({ method: 'POST', path: '/screening/hospitals', body });
      tell(words.registered(hospitalNm, chkDate));
      form.reset();
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await onDone();
  };
  return (
    <form class="card finder wraps" onSubmit={(event) => void submit(event)}>
      <label>
        {words.hospitalId}
        <input name="hospitalId" required maxLength={50} pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" />
      </label>
      <label>
        {words.hospitalNm}
        <input name="hospitalNm" required maxLength={100} />
      </label>
      <label>
        {words.chkDate}
        <input name="chkDate" type="date" required />
      </label>
      <label>
        {words.pCnt}
        <input name="pCnt" type="number" required min={0} max={1000} />
      </label>
      <button type="submit">{words.register}</button>
    </form>
  );
}

function Day({ day, onDone }: { readonly day: HospitalView; readonly onDone: () => Promise<void> }) {
  const words = say.value.days;
  const { id, hospitalNm, chkDate, available, pCnt, state } = day;
  const remove = async () => {
    try {
      const path = `/screening/hospitals/${encodeURIComponent(id)}`;
      const { told } = await send<{ told: number }>({ method: 'DELETE', path });
      tell(words.deleted(told));
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await onDone();
  };
  return (
    <li class="card stack" data-part={`day:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>
          {hospitalNm} · {chkDate}
        </h2>
        <span class="badge">
          {state === 'open' ? say.value.hospitals.places(available, pCnt) : say.value.states[state]}
        </span>
      </div>
      {state === 'open' && (
        <p>
          <AskingButton
            label={words.delete}
            name={words.deleteWhat(hospitalNm, chkDate)}
            title={words.deleteSure(hospitalNm, chkDate)}
            confirm={words.delete}
            keep={words.keep}
            onConfirm={() => void remove()}
          >
            <p>{words.deleteEffect(pCnt - available)}</p>
          </AskingButton>
        </p>
      )}
    </li>
  );
}
