import { say } from '../language/language.ts';
import { explain } from '../notice/explain.ts';
import { giveUp, type Pending, retry } from './outbox.ts';
import './progress.css';

/** How far an intent has come, and what can be done about it. */
export function Progress({ of }: { readonly of: Pending }) {
  const { sending, unsent, retry: again, giveUp: stop } = say.value.outbox;
  if (of.state === 'sending') return <p class="progress">{sending}</p>;
  return (
    <div class="progress" role="alert">
      <p>{of.state === 'held' ? explain(of.problem) : unsent}</p>
      <div class="row">
        <button type="button" onClick={() => retry(of.intent.key)}>
          {again}
        </button>
        <button type="button" class="plain" onClick={() => giveUp(of)}>
          {stop}
        </button>
      </div>
    </div>
  );
}
