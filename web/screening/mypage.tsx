import type { ScreeningRow } from '../../services/screening/mypage/mypage.contract.ts';
import { moment } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { ForPerson } from '../kit/session/for-person.tsx';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { History } from '../kit/story/history.tsx';
import { say } from './language/language.ts';
import { cancel } from './wishes.ts';

/** A customer's screenings as they change. */
export default function Mypage() {
  const { pages, mypage } = say.value;
  const heading = useHeading(pages.mypage);
  return (
    <>
      <h1 {...heading}>{pages.mypage}</h1>
      <ForPerson first={mypage.first}>{({ id }) => <Screenings custId={id} />}</ForPerson>
    </>
  );
}

function Screenings({ custId }: { readonly custId: string }) {
  const query = `custId=${encodeURIComponent(custId)}`;
  const { rows } = useLiveRows<ScreeningRow>(`/screening/myPages?${query}`, `/screening/myPages/stream?${query}`);
  const newest = rows.value.toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt));
  if (newest.length === 0) return <p class="card empty">{say.value.mypage.empty}</p>;
  return (
    <ul class="stack">
      {newest.map((row) => (
        <Screening key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Screening({ row }: { readonly row: ScreeningRow }) {
  const words = say.value.mypage;
  const { id, version, state, chkDate, hospitalId, requestedAt, endedAt } = row;
  const pending = pendingAbout(`screening:${id}`);
  return (
    <li class="card stack" data-part={`screening:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{chkDate}</h2>
        <span class="badge">{say.value.states[state]}</span>
      </div>
      <p>{words.hospital(hospitalId)}</p>
      <p class="soft small">
        {words.requested}: {moment(requestedAt)}
        {endedAt && ` · ${words.ended}: ${moment(endedAt)}`}
      </p>
      {state === 'completed' && (
        <p>
          <AskingButton
            label={words.cancel}
            name={words.cancelWhat(chkDate)}
            title={words.cancelSure(chkDate)}
            confirm={words.cancel}
            keep={words.keep}
            onConfirm={() => void cancel(row)}
          >
            <p>{words.cancelEffect}</p>
          </AskingButton>
        </p>
      )}
      {pending && <Progress of={pending} />}
      <History
        path={`/screening/screenings/${encodeURIComponent(id)}/history`}
        version={version}
        label={words.history}
        name={words.historyWhat(chkDate)}
        states={say.value.states}
      />
    </li>
  );
}
