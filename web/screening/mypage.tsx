import { useSignal } from '@preact/signals';
import type { ScreeningRow } from '../../services/screening/mypage/mypage.contract.ts';
import { moment } from '../kit/language/format.ts';
import { useLiveRows } from '../kit/live/live-rows.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { asking } from '../kit/session/asking.ts';
import { person } from '../kit/session/session.ts';
import { Dialog } from '../kit/shell/dialog.tsx';
import { useHeading } from '../kit/shell/page.ts';
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
  const isAsked = useSignal(false);
  const { id, state, chkDate, hospitalId, requestedAt, endedAt } = row;
  const pending = pendingAbout(`screening:${id}`);
  const close = () => {
    isAsked.value = false;
  };
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
          <button
            type="button"
            class="plain"
            aria-label={words.cancelWhat(chkDate)}
            onClick={() => {
              isAsked.value = true;
            }}
          >
            {words.cancel}
          </button>
        </p>
      )}
      {pending && <Progress of={pending} />}
      {isAsked.value && (
        <Dialog title={words.cancelSure(chkDate)} onClose={close}>
          <p>{words.cancelEffect}</p>
          <div class="row">
            <button type="button" class="plain" autofocus onClick={close}>
              {words.keep}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                close();
                void cancel(row);
              }}
            >
              {words.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </li>
  );
}
