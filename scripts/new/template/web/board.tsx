import { useSignal } from '@preact/signals';
import {
  ForPerson,
  has,
  type Intent,
  known,
  moment,
  newKey,
  Progress,
  pendingAbout,
  person,
  submit,
  tell,
  useHeading,
  useLiveRows,
} from 'yeyak/kit';
import type { BoardRow } from '../board/board.contract.ts';
import { say } from './language.ts';

/** The tickets of the person who looks, as they change, and a form that opens one. */
export function Board() {
  const words = say.value;
  return (
    <>
      <h1 {...useHeading(words.board)}>{words.board}</h1>
      <Opening />
      <ForPerson first={words.first}>{({ id }) => <Tickets memberId={id} />}</ForPerson>
    </>
  );
}

function Opening() {
  const words = say.value;
  const subject = useSignal('');
  const pending = pendingAbout('example/new');
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    const member = await known();
    if (!member) return;
    const body = { memberId: member.id, subject: subject.value };
    const done = await submit(intent(member.id, 'new', subject.value, 'POST', '/example/tickets', body)).catch(
      () => undefined,
    );
    if (!done) return;
    tell(words.opened(subject.value));
    subject.value = '';
  };
  return (
    <form class="finder" onSubmit={(event) => void onSubmit(event)}>
      <label>
        {words.subject}
        <input
          value={subject.value}
          required
          maxLength={200}
          onInput={({ currentTarget }) => {
            subject.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit">{words.open}</button>
      {pending && <Progress of={pending} />}
    </form>
  );
}

function Tickets({ memberId }: { readonly memberId: string }) {
  const query = `memberId=${encodeURIComponent(memberId)}`;
  const { rows } = useLiveRows<BoardRow>(`/example/board?${query}`, `/example/board/stream?${query}`);
  const newest = rows.value.toSorted((one, other) => other.openedAt.localeCompare(one.openedAt));
  if (newest.length === 0) return <p class="card empty">{say.value.empty}</p>;
  return (
    <ul class="stack">
      {newest.map((row) => (
        <Ticket key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Ticket({ row: { id, subject, state, openedAt } }: { readonly row: BoardRow }) {
  const words = say.value;
  const pending = pendingAbout(`example/${id}`);
  const close = () => {
    const by = person.value?.id ?? '';
    const path = `/example/tickets/${encodeURIComponent(id)}`;
    void submit(intent(by, id, subject, 'PATCH', path, { state: 'closed' })).catch(() => {});
  };
  return (
    <li class="card row">
      <strong>{subject}</strong>
      <span class="badge">{words.states[state]}</span>
      <span class="soft small">{moment(openedAt)}</span>
      {state === 'opened' && has('example.clerk') && (
        <button type="button" class="plain" aria-label={words.closeWhat(subject)} onClick={close}>
          {words.close}
        </button>
      )}
      {pending && <Progress of={pending} />}
    </li>
  );
}

/** What somebody wants done: it has its key, so that however often it is sent it is done once. */
function intent(by: string, about: string, name: string, method: 'POST' | 'PATCH', path: string, body: object): Intent {
  return { key: newKey(), by, about: `example/${about}`, name, method, path, body };
}
