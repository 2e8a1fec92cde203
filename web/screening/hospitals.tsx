import { useSignal } from '@preact/signals';
import type { HospitalView } from '../../services/screening/hospital/hospital.contract.ts';
import type { Page } from '../kit/api/http.ts';
import { usePolled } from '../kit/live/polled.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { say } from './language/language.ts';
import { book } from './wishes.ts';

/** Hospitals and their free places, by day: a customer books one. */
export default function Hospitals() {
  const words = say.value.hospitals;
  const heading = useHeading(say.value.pages.hospitals);
  const day = useSignal('');
  const name = useSignal('');
  const query = new URLSearchParams({
    state: 'open',
    sort: 'chkDate',
    pageSize: '100',
    ...(day.value && { chkDate: day.value }),
  });
  const [{ value: polled }, look] = usePolled<Page<HospitalView>>(`/screening/hospitals?${query}`);
  const bookAt = async (hospital: HospitalView) => {
    const booked = await book(hospital, name.value.trim());
    if (booked) tell(words.booked(hospital.hospitalNm, hospital.chkDate));
    await look();
  };
  return (
    <>
      <h1 {...heading}>{say.value.pages.hospitals}</h1>
      <div class="finder">
        <label>
          {words.day}
          <input
            type="date"
            value={day.value}
            onInput={({ currentTarget }) => {
              day.value = currentTarget.value;
            }}
          />
        </label>
        <label>
          {words.name}
          <input
            value={name.value}
            maxLength={100}
            autocomplete="name"
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
        </label>
      </div>
      {!polled.body && <p role="status">{polled.failure ?? say.value.loading}</p>}
      {polled.body?.rows.length === 0 && <p class="card empty">{words.none}</p>}
      <ul class="stack">
        {polled.body?.rows.map((hospital) => (
          <Hospital key={hospital.id} hospital={hospital} onBook={() => void bookAt(hospital)} />
        ))}
      </ul>
    </>
  );
}

function Hospital({ hospital, onBook }: { readonly hospital: HospitalView; readonly onBook: () => void }) {
  const words = say.value.hospitals;
  const { id, hospitalNm, chkDate, available, pCnt } = hospital;
  const pending = pendingAbout(`hospital:${id}`);
  return (
    <li class="card stack" data-part={`hospital:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{hospitalNm}</h2>
        <span class="badge">{available > 0 ? words.places(available, pCnt) : words.full}</span>
      </div>
      <div class="row">
        <span>{chkDate}</span>
        <button
          type="button"
          disabled={available === 0}
          aria-label={words.bookWhat(hospitalNm, chkDate)}
          onClick={onBook}
        >
          {words.book}
        </button>
      </div>
      {pending && <Progress of={pending} />}
    </li>
  );
}
