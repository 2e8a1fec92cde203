import { useSignal } from '@preact/signals';
import type { ScreeningRow } from '../../services/screening/mypage/mypage.contract.ts';
import { moment } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { asking } from '../kit/session/asking.ts';
import { person } from '../kit/session/session.ts';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { Steps } from '../kit/story/steps.tsx';
import { say } from './language/language.ts';
import { cancel } from './wishes.ts';

/** A customer's screenings as they change. */
export default function Mypage() {
  const { pages, mypage, session } = say.value;
  const heading = useHeading(pages.mypage);
  return (
    <>
      <h1 {...heading}>{pages.mypage}</h1>
      {person.value ? (
        <Screenings custId={person.value.id} />
      ) : (
        <div class="card empty stack">
          <p>{mypage.first}</p>
          <p>
            <button type="button" onClick={() => asking.open()}>
              {session.choose}
            </button>
          </p>
        </div>
      )}
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
  const { id, state, chkDate, hospitalId, requestedAt, endedAt } = row;
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
      <History row={row} />
    </li>
  );
}

function History({ row: { id, version, chkDate } }: { readonly row: ScreeningRow }) {
  const words = say.value.mypage;
  const isOpen = useSignal(false);
  const path = `/screening/screenings/${encodeURIComponent(id)}/history`;
  return (
    <details
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary aria-label={words.historyWhat(chkDate)}>{words.history}</summary>
      {isOpen.value && (
        <Steps path={path} version={version} sentenceOf={({ state }) => say.value.states[state] ?? state} />
      )}
    </details>
  );
}
