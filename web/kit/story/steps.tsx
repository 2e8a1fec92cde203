import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get } from '../api/http.ts';
import { moment } from '../language/format.ts';
import { say } from '../language/language.ts';
import { explain } from '../notice/explain.ts';
import './steps.css';

interface Step {
  readonly state: string;
  readonly at: string;
}

export interface StepsProps<Each extends Step> {
  /** The path of the record's history. */
  readonly path: string;
  /** The version of the record that is shown. */
  readonly version: number;
  readonly sentenceOf: (step: Each) => string;
}

/** Milliseconds between two looks at a history that is behind. */
const pause = 500;

/** What happened to a record, and when; read again when the record changes. */
export function Steps<Each extends Step>({ path, version, sentenceOf }: StepsProps<Each>) {
  const steps = useSignal<readonly Each[] | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      try {
        const history = await get<{ readonly steps: readonly Each[] }>(path);
        steps.value = history.steps;
        failure.value = undefined;
      } catch (error) {
        failure.value = explain(error);
      }
      // Each step is a version: the history may not have come as far as the record.
      if ((steps.value?.length ?? 0) < version) timer = setTimeout(read, pause);
    };
    void read();
    return () => clearTimeout(timer);
  }, [path, version]);
  if (!steps.value) return <p role="status">{failure.value ?? say.value.loading}</p>;
  return (
    <ol class="story">
      {steps.value.map((step, index) => (
        <li key={`${step.at} ${step.state}`} aria-current={index + 1 === steps.value?.length ? 'step' : undefined}>
          <time dateTime={step.at}>{moment(step.at)}</time>
          <span>{sentenceOf(step)}</span>
        </li>
      ))}
    </ol>
  );
}
