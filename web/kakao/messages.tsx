import { useSignal } from '@preact/signals';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import { type Page, send } from '../kit/api/http.ts';
import { moment } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { ForPerson } from '../kit/session/for-person.tsx';
import { has } from '../kit/session/session.ts';
import { useHeading } from '../kit/shell/page.ts';
import { Filters, type Sought } from './filters.tsx';
import { say } from './language/language.ts';
import { Writing } from './writing.tsx';

/** What was sent, and what was not: staff sees all of it, others what is theirs. */
export default function Messages() {
  const heading = useHeading(say.value.pages.messages);
  return (
    <>
      <h1 {...heading}>{say.value.pages.messages}</h1>
      {has('kakao.staff') ? (
        <Log />
      ) : (
        <ForPerson first={say.value.messages.first}>{({ id }) => <List sought={{ customerId: id }} />}</ForPerson>
      )}
    </>
  );
}

function Log() {
  const sought = useSignal<Sought>({});
  return (
    <>
      <Writing />
      <Filters
        sought={sought.value}
        onChange={(changed) => {
          sought.value = { ...sought.value, ...changed };
        }}
      />
      <List sought={sought.value} isStaff />
    </>
  );
}

function List({ sought, isStaff = false }: { readonly sought: Sought; readonly isStaff?: boolean }) {
  const words = say.value.messages;
  const given = Object.entries(sought).filter(([, value]) => value !== '');
  const query = new URLSearchParams([...given, ['sort', '-requestedAt'], ['pageSize', '50']]);
  const [{ value: polled }, look] = usePolled<Page<KakaomsgView>>(`/kakaomsgs?${query}`);
  const retry = async ({ id, customerId }: KakaomsgView) => {
    try {
      await send({ method: 'POST', path: `/kakaomsgs/${encodeURIComponent(id)}/retry`, body: {} });
      tell(words.retried(customerId));
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await look();
  };
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  const { rows, total } = polled.body;
  if (rows.length === 0) return <p class="card empty">{words.none}</p>;
  return (
    <>
      <p role="status" class="soft">
        {words.total(total)}
      </p>
      <ul class="stack">
        {rows.map((row) => (
          <Message key={row.id} row={row} {...(isStaff && { onRetry: () => void retry(row) })} />
        ))}
      </ul>
    </>
  );
}

function Message({ row, onRetry }: { readonly row: KakaomsgView; readonly onRetry?: () => void }) {
  const words = say.value.messages;
  const { id, customerId, status, message, system, state, attempts, reason, requestedAt } = row;
  const isOpen = state === 'failing' || state === 'given-up';
  return (
    <li class="card stack" data-part={`message:${id}`} tabIndex={-1}>
      <div class="heading">
        <h2>{status}</h2>
        <span class={isOpen ? 'badge alert' : 'badge'}>{say.value.states[state]}</span>
      </div>
      <p>{message}</p>
      <p class="soft small">
        {words.to(customerId)} · {system} · {moment(requestedAt)}
        {attempts > 0 && ` · ${words.failed(attempts)}`}
        {isOpen && reason && ` (${reason})`}
      </p>
      {isOpen && onRetry && (
        <p>
          <button type="button" aria-label={words.retryWhat(status, customerId)} onClick={onRetry}>
            {words.retry}
          </button>
        </p>
      )}
    </li>
  );
}
