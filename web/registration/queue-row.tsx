import { tell } from '../kit/notice/notice.ts';
import { pendingAbout } from '../kit/outbox/outbox.ts';
import { Progress } from '../kit/outbox/progress.tsx';
import { actionOf } from './keys.ts';
import { say } from './language/language.ts';
import type { Queued } from './queued.ts';
import { decide } from './wishes.ts';

const tones: Partial<Record<Queued['state'], string>> = { lodged: 'main', approved: 'good', rejected: 'alert' };

interface QueueRowProps {
  readonly request: Queued;
  /** It has this state now. */
  readonly onDecided: (state: Queued['state']) => void;
}

/** A request, with the keys that decide on it while it has the focus (WCAG 2.2, 2.1.4: only then). It stays when it is decided. */
export function QueueRow({ request, onDecided }: QueueRowProps) {
  const words = say.value.queue;
  const { id, state, bookId, bookNm, publId } = request;
  const about = `approval:${id}`;
  const pending = pendingAbout(about);
  const go = async (appYn: 'Y' | 'N') => {
    if (pendingAbout(about)) return;
    if (state !== 'lodged') return tell(words.notNow(bookNm, words.states[state] ?? state));
    const after = await decide({ ...request, state }, appYn);
    if (!after) return;
    if (after.isOurs) tell(words.decided[appYn](bookNm));
    onDecided(after.state);
  };
  const press = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action === 'Y' || action === 'N') void go(action);
  };
  return (
    <li
      class="card stack"
      data-part={`approval:${id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a row takes the focus, and with it the keys that decide on it.
      tabIndex={0}
      onKeyDown={press}
      aria-label={`${bookNm}, ${words.book(bookId, publId)}`}
    >
      <div class="heading">
        <h2>{bookNm}</h2>
        <span class={`badge ${tones[state] ?? ''}`}>{words.states[state]}</span>
      </div>
      <p class="soft">{words.book(bookId, publId)}</p>
      {pending && <Progress of={pending} />}
      {state === 'lodged' && !pending && (
        <div class="row">
          <button type="button" aria-label={words.approveWhat(bookNm)} onClick={() => void go('Y')}>
            {words.approve}
          </button>
          <button type="button" class="plain" aria-label={words.rejectWhat(bookNm)} onClick={() => void go('N')}>
            {words.reject}
          </button>
        </div>
      )}
    </li>
  );
}
