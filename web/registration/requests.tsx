import type { PublisherRow } from '../../services/registration/pubview/pubview.contract.ts';
import { moment } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { Gate } from '../kit/session/gate.tsx';
import { person } from '../kit/session/session.ts';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { History } from '../kit/story/history.tsx';
import { say } from './language/language.ts';
import { ask, withdraw } from './wishes.ts';

/** For publishers: they ask for new titles, and see what becomes of them. */
export default function Requests() {
  const heading = useHeading(say.value.pages.requests);
  return (
    <>
      <h1 {...heading}>{say.value.pages.requests}</h1>
      <Gate needs="registration.publisher" only={say.value.requests.only}>
        <Own publId={person.value?.id ?? ''} />
      </Gate>
    </>
  );
}

function Own({ publId }: { readonly publId: string }) {
  const query = `publId=${encodeURIComponent(publId)}`;
  const { rows } = useLiveRows<PublisherRow>(`/market/publpages?${query}`, `/market/publpages/stream?${query}`);
  const newest = rows.value.toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  return (
    <>
      <Asking publId={publId} />
      {newest.length === 0 && <p class="card empty">{say.value.requests.empty}</p>}
      <ul class="stack">
        {newest.map((row) => (
          <Request key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function Asking({ publId }: { readonly publId: string }) {
  const words = say.value.requests;
  const pending = pendingAbout('registration:new');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { bookId = '', bookNm = '' } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    if (!(await ask({ bookId, bookNm, publId }))) return;
    tell(words.asked(bookNm));
    form.reset();
  };
  return (
    <div class="card stack" data-part="registration:new" tabIndex={-1}>
      <form class="finder wraps" onSubmit={(event) => void submit(event)}>
        <label>
          {words.bookId}
          <input name="bookId" required maxLength={50} />
        </label>
        <label>
          {words.bookNm}
          <input name="bookNm" required maxLength={200} />
        </label>
        <button type="submit" disabled={pending !== undefined}>
          {words.ask}
        </button>
      </form>
      {pending && <Progress of={pending} />}
    </div>
  );
}

const tones: Partial<Record<PublisherRow['state'], string>> = {
  requested: 'main',
  approved: 'good',
  rejected: 'alert',
};

function Request({ row }: { readonly row: PublisherRow }) {
  const words = say.value.requests;
  const { id, version, state, bookId, bookNm, requestedAt, endedAt } = row;
  const pending = pendingAbout(`request:${id}`);
  const withdrawRequest = async () => {
    if (await withdraw(row)) tell(words.withdrawn(bookNm));
  };
  return (
    <li class="card stack" data-part={`request:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{bookNm}</h2>
        <span class={`badge ${tones[state] ?? ''}`}>{say.value.states[state]}</span>
      </div>
      <p class="soft small">
        {words.book(bookId)} · {words.requested}: {moment(requestedAt)}
        {endedAt && ` · ${words.ended}: ${moment(endedAt)}`}
      </p>
      {(state === 'requested' || state === 'approved') && !pending && (
        <p>
          <AskingButton
            label={words.withdraw}
            name={words.withdrawWhat(bookNm)}
            title={words.withdrawSure(bookNm)}
            confirm={words.withdraw}
            keep={words.keep}
            onConfirm={() => void withdrawRequest()}
          >
            <p>{words.withdrawEffect}</p>
          </AskingButton>
        </p>
      )}
      {pending && <Progress of={pending} />}
      <History
        path={`/market/regRequests/${encodeURIComponent(id)}/history`}
        version={version}
        label={words.history}
        name={words.historyWhat(bookNm)}
        states={say.value.states}
      />
    </li>
  );
}
