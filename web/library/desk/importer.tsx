import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { number } from '../../kit/language/format.ts';
import { say } from '../language/language.ts';
import { begin, current, type Import, reasonOf, repairOf, stop } from './importing.ts';

/** Those that are named; an empty name leaves it to be detected. */
const encodings = {
  'utf-8': 'UTF-8',
  cp949: 'CP949 (EUC-KR)',
  'utf-16le': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const;

export function Importer() {
  const words = say.value.desk.import;
  const file = useRef<HTMLInputElement>(null);
  const encoding = useSignal('');
  const copies = useSignal(3);
  const isRunning = current.value?.state === 'running';
  const submit = (event: Event) => {
    event.preventDefault();
    const [chosen] = file.current?.files ?? [];
    if (chosen) void begin(chosen, { ...(encoding.value && { encoding: encoding.value }), copies: copies.value });
  };
  return (
    <>
      <p class="soft small">{words.hint}</p>
      <form class="stack" onSubmit={submit}>
        <label>
          {words.file}
          <input
            ref={file}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            required
            disabled={isRunning}
          />
        </label>
        <div class="row halves">
          <label>
            {words.encoding}
            <select
              value={encoding.value}
              disabled={isRunning}
              onChange={({ currentTarget }) => {
                encoding.value = currentTarget.value;
              }}
            >
              <option value="">{words.detected}</option>
              {Object.entries(encodings).map(([name, shown]) => (
                <option key={name} value={name}>
                  {shown}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.copies}
            <input
              type="number"
              min="1"
              max="1000"
              value={copies.value}
              disabled={isRunning}
              onInput={({ currentTarget }) => {
                copies.value = currentTarget.valueAsNumber || 1;
              }}
            />
          </label>
        </div>
        {isRunning ? (
          <button type="button" class="plain" onClick={stop}>
            {words.stop}
          </button>
        ) : (
          <button type="submit">{words.begin}</button>
        )}
      </form>
      {current.value && <Course of={current.value} />}
    </>
  );
}

function Course({ of: { file, read, summary, state, failure } }: { readonly of: Import }) {
  const words = say.value.desk.import;
  return (
    <div class="stack">
      <label>
        {words.progress(file)}
        <progress value={state === 'done' ? 1 : read} max="1" />
      </label>
      <p role="status" class={state === 'failed' || state === 'refused' ? 'failure' : undefined}>
        {state === 'running' ? '' : words.ends[state]} {failure}
      </p>
      {summary && (
        <dl class="facts">
          {(['rows', 'added', 'changed', 'unchanged', 'repaired', 'refused'] as const).map((name) => (
            <div key={name}>
              <dt>{words.counts[name]}</dt>
              <dd>{number(summary[name])}</dd>
            </div>
          ))}
        </dl>
      )}
      {summary?.form.encoding && (
        <p class="soft small">{words.form(summary.form.encoding.toUpperCase(), summary.form.separator ?? ',')}</p>
      )}
      {summary && summary.repairs.size > 0 && (
        <details>
          <summary>{words.repairs(summary.repaired)}</summary>
          <ul class="lines small">
            {[...summary.repairs].map(([repair, { rows, firstLines }]) => (
              <li key={repair}>{words.repair(repairOf(repair), rows, firstLines[0] ?? 0)}</li>
            ))}
          </ul>
        </details>
      )}
      {summary && summary.refusals.length > 0 && (
        <details>
          <summary>{words.refusals(summary.refused)}</summary>
          <ul class="lines small">
            {summary.refusals.map(({ line, reason }) => (
              <li key={line}>{words.refusal(line, reasonOf(reason))}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
