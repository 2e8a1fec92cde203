import type { BeginLoad, LoadView } from '../../services/operations/trial/load.contract.ts';
import { instant, number } from '../kit/language/format.ts';
import { say } from './language/language.ts';
import { Table } from './table.tsx';

const presets = ['o1', 'o2'] as const;
const outcomes = ['accepted', 'refused', 'shed', 'error', 'unknown'] as const;
const bad: readonly string[] = ['error', 'unknown'];

interface LoadProps {
  /** None before the first. */
  readonly of: LoadView | undefined;
  readonly onBegun: (what: BeginLoad) => void;
}

/** Lets members reserve while something is disturbed, and shows what became of their requests, and the verdict. */
export function Load({ of: load, onBegun }: LoadProps) {
  const words = say.value.operations.laboratory.load;
  const isBusy = load !== undefined && load.phase !== 'over';
  const submit = (event: Event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    onBegun({ members: Number(given.get('members')), seconds: Number(given.get('seconds')) });
  };
  return (
    <>
      <section class="card stack" aria-label={words.title}>
        <h2>{words.title}</h2>
        <p class="soft">{words.hint}</p>
        <div class="parts">
          {presets.map((preset) => (
            <button key={preset} type="button" class="plain" disabled={isBusy} onClick={() => onBegun({ preset })}>
              {words.presets[preset]}
            </button>
          ))}
        </div>
        <form class="finder several" onSubmit={submit}>
          <label>
            {words.members}
            <input name="members" type="number" min="1" max="200" defaultValue="20" required />
          </label>
          <label>
            {words.seconds}
            <input name="seconds" type="number" min="1" max="120" defaultValue="20" required />
          </label>
          <button type="submit" class="plain" disabled={isBusy}>
            {words.begin}
          </button>
        </form>
        {load && <Progress {...load} />}
      </section>
      {load && <Seconds {...load} />}
    </>
  );
}

function Progress({ phase, members, median, verdict }: LoadView) {
  const words = say.value.operations.laboratory.load;
  return (
    <div role="status" class="stack">
      <p>
        <span class={`badge ${phase === 'over' ? 'good' : 'warm'}`}>{words.phases[phase]}</span> {words.going(members)}.{' '}
        {words.median(number(median))}
      </p>
      <p class="soft small">{words.shed}</p>
      {verdict && <Verdict {...verdict} />}
    </div>
  );
}

function Verdict({ lost, doubled, unpaid, balanced, faults }: NonNullable<LoadView['verdict']>) {
  const words = say.value.operations.laboratory.load;
  const isGood = faults.length === 0;
  const found = { lost: number(lost), doubled: number(doubled), unpaid: number(unpaid) } as const;
  return (
    <>
      <p class={isGood ? undefined : 'failure'}>
        <strong>{isGood ? words.good : words.bad}</strong>
      </p>
      <p>
        {(['lost', 'doubled', 'unpaid'] as const).map((name) => `${words.found[name]} ${found[name]}`).join(', ')},{' '}
        {words.found.ledger} {balanced ? words.balanced : words.unbalanced}
      </p>
      {!isGood && (
        <ul class="lines">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What became of the requests, all of them and second by second, the newest first. */
function Seconds({ counts, seconds }: LoadView) {
  const words = say.value.operations.laboratory.load;
  const row = (name: string, of: LoadView['counts']) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {outcomes.map((outcome) => (
        <td key={outcome}>
          {bad.includes(outcome) && of[outcome] > 0 ? (
            <span class="badge alert">{number(of[outcome])}</span>
          ) : (
            number(of[outcome])
          )}
        </td>
      ))}
    </tr>
  );
  return (
    <Table title={words.newest} heads={[words.second, ...outcomes.map((outcome) => words.outcomes[outcome])]}>
      {[row(words.all, counts), ...seconds.toReversed().map((second) => row(instant(second.at), second))]}
    </Table>
  );
}
