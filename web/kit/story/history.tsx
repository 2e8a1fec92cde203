import { useSignal } from '@preact/signals';
import { Steps, type StepsProps } from './steps.tsx';

interface HistoryProps extends Omit<StepsProps<{ readonly state: string; readonly at: string }>, 'sentenceOf'> {
  /** What opens it says, and says to those who do not see where it is. */
  readonly label: string;
  readonly name: string;
  readonly states: Readonly<Record<string, string>>;
}

/** What happened to a record, which is read when somebody opens it. */
export function History({ label, name, states, ...steps }: HistoryProps) {
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary aria-label={name}>{label}</summary>
      {isOpen.value && <Steps {...steps} sentenceOf={({ state }) => states[state] ?? state} />}
    </details>
  );
}
