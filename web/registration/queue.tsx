import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';
import type { Page } from '../kit/api/http.ts';
import { focusRow, moveFocus } from '../kit/keyboard/rows.ts';
import { usePolled } from '../kit/live/polled.ts';
import { Gate } from '../kit/session/gate.tsx';
import { useHeading } from '../kit/shell/page.ts';
import { actionOf } from './keys.ts';
import { say } from './language/language.ts';
import { QueueRow } from './queue-row.tsx';
import { type Queued, withState, withWaiting } from './queued.ts';

/** For reviewers: requests that wait for a decision, the oldest first. It works without a mouse. */
export default function Queue() {
  const heading = useHeading(say.value.pages.queue);
  return (
    <>
      <h1 {...heading}>{say.value.pages.queue}</h1>
      <Gate needs="registration.reviewer" only={say.value.queue.only}>
        <Keys />
        <Requests />
      </Gate>
    </>
  );
}

/** Which keys there are. */
function Keys() {
  const { keys, next, previous, approve, reject } = say.value.queue;
  const help = [
    [['↓', 'J'], next],
    [['↑', 'K'], previous],
    [['Y'], approve],
    [['N'], reject],
  ] as const;
  return (
    <ul class="row soft small" aria-label={keys}>
      {help.map(([names, meaning]) => (
        <li key={meaning}>
          {names.map((name) => (
            <>
              <kbd>{name}</kbd>{' '}
            </>
          ))}
          {meaning}
        </li>
      ))}
    </ul>
  );
}

function Requests() {
  const [{ value: polled }, look] = usePolled<Page<ApprovalView>>('/market/approves?state=lodged&pageSize=100');
  const queue = useSignal<readonly Queued[]>([]);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (polled.body) queue.value = withWaiting(queue.value, polled.body.rows);
  }, [polled.body]);
  const isEmpty = queue.value.length === 0;
  // The first row has the keys at once, unless the reviewer is somewhere else already.
  useLayoutEffect(() => {
    if (!isEmpty && !document.activeElement?.closest('button, a, input, select')) focusRow(list.current, 0);
  }, [isEmpty]);
  const move = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action !== 'next' && action !== 'previous') return;
    event.preventDefault();
    moveFocus(list.current, action === 'next' ? 1 : -1);
  };
  const decided = ({ id }: Queued, state: Queued['state']) => {
    queue.value = withState(queue.value, id, state);
    void look();
  };
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  return (
    <>
      <p role="status">{say.value.queue.waiting(polled.body.total)}</p>
      <ul class="stack" ref={list} onKeyDown={move}>
        {queue.value.map((request) => (
          <QueueRow key={request.id} request={request} onDecided={(state) => decided(request, state)} />
        ))}
      </ul>
    </>
  );
}
