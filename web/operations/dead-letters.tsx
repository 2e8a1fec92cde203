import type { DeadLetterPage, DeadLetterView } from '../../services/operations/operations.contract.ts';
import { send } from '../kit/api/http.ts';
import { moment } from '../kit/language/format.ts';
import { usePolled } from '../kit/live/polled.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { AskingButton } from '../kit/shell/confirm.tsx';
import { Failure } from './failure.tsx';
import { say } from './language/language.ts';

type Way = 'retry' | 'discard';

/** Events that a consumer has given up: tried again, or dropped for good. */
export function DeadLetters() {
  const words = say.value.operations.letters;
  const [{ value: polled }, look] = usePolled<DeadLetterPage>('/admin/dead-letters?pageSize=50');
  const { rows = [], total = 0 } = polled.body ?? {};
  const act = async (letter: DeadLetterView, way: Way) => {
    try {
      await send({ method: 'POST', path: `/admin/dead-letters/${encodeURIComponent(letter.id)}/${way}`, body: {} });
      tell(words.done[way](letter.type));
    } catch (error) {
      tell(explain(error), 'failed');
    }
    await look();
  };
  if (!polled.body) return <p role="status">{polled.failure ?? say.value.loading}</p>;
  return (
    <>
      <Failure text={polled.failure} />
      <p role="status" class="soft">
        {words.total(total)}
      </p>
      {total === 0 && <p class="card empty">{words.none}</p>}
      <ul class="stack">
        {rows.map((letter) => (
          <Letter key={letter.id} letter={letter} onAct={(way) => void act(letter, way)} />
        ))}
      </ul>
    </>
  );
}

function Letter({ letter, onAct }: { readonly letter: DeadLetterView; readonly onAct: (way: Way) => void }) {
  const words = say.value.operations.letters;
  const { type, consumer, error, attempts, at, event } = letter;
  return (
    <li class="card stack" data-part={`letter:${letter.id}`} tabIndex={-1}>
      <div class="row">
        <h2 class="code">{type}</h2>
        <span class="badge alert">{words.attempts(attempts)}</span>
      </div>
      <p class="error-text">{error}</p>
      <p class="soft small">
        {words.givenUpBy(consumer)} · {moment(at)}
      </p>
      <div class="row">
        <button type="button" aria-label={words.retryWhat(type)} onClick={() => onAct('retry')}>
          {words.retry}
        </button>
        <AskingButton
          label={words.discard}
          name={words.discardWhat(type)}
          title={words.discardSure(1)}
          confirm={words.discard}
          keep={words.keep}
          onConfirm={() => onAct('discard')}
        >
          <p class="code">{type}</p>
          <p>{words.discardEffect}</p>
        </AskingButton>
        {event && <a href={`#story=${event.correlationid}`}>{words.story}</a>}
      </div>
    </li>
  );
}
