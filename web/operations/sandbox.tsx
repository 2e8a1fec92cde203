import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SandboxSettings } from '../../services/payment/payment.contract.ts';
import { get, send } from '../kit/api/http.ts';
import { explain } from '../kit/notice/explain.ts';
import { tell } from '../kit/notice/notice.ts';
import { say } from './language/language.ts';

const modes = ['approve', 'decline', 'fail'] as const;
const path = '/admin/payment-sandbox';

/** How the payment provider behaves, which moves no money: to see what the system does then. */
export function Sandbox() {
  const words = say.value.operations.sandbox;
  const settings = useSignal<SandboxSettings | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  useEffect(() => {
    get<SandboxSettings>(path).then(
      (body) => {
        settings.value = body;
      },
      (error) => {
        failure.value = explain(error);
      },
    );
  }, []);
  const change = async (body: Partial<SandboxSettings>) => {
    try {
      settings.value = await send<SandboxSettings>({ method: 'PATCH', path, body });
      tell(words.changed);
    } catch (error) {
      tell(explain(error), 'failed');
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const delay = new FormData(event.currentTarget as HTMLFormElement).get('delay');
    void change({ delayMs: Number(delay) });
  };
  if (!settings.value) return <p role="status">{failure.value ?? say.value.loading}</p>;
  const { mode, delayMs } = settings.value;
  return (
    <div class="card stack">
      <p class="soft">{words.hint}</p>
      <fieldset>
        <legend>{words.mode}</legend>
        {modes.map((name) => (
          <label key={name} class="option">
            <input type="radio" name="mode" checked={name === mode} onChange={() => void change({ mode: name })} />
            <span>
              {words.modes[name]}
              <span class="soft small"> {words.effects[name]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <form class="finder" onSubmit={submit}>
        <label>
          {words.delay}
          <input name="delay" type="number" min="0" max="600000" step="50" defaultValue={String(delayMs)} required />
        </label>
        <button type="submit" class="plain">
          {words.apply}
        </button>
      </form>
    </div>
  );
}
