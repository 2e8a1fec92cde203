import { say } from './language/language.ts';

/** What of the log is asked for; an empty text asks for all. */
export interface Sought {
  readonly customerId?: string;
  readonly state?: string;
  readonly system?: string;
}

interface FiltersProps {
  readonly sought: Sought;
  readonly onChange: (changed: Sought) => void;
}

/** Narrows the log down by state, system and recipient. */
export function Filters({ sought, onChange }: FiltersProps) {
  const words = say.value.messages;
  return (
    <div class="finder">
      <label>
        {words.state}
        <select value={sought.state ?? ''} onChange={({ currentTarget }) => onChange({ state: currentTarget.value })}>
          <option value="">{words.any}</option>
          {Object.entries(say.value.states).map(([state, name]) => (
            <option key={state} value={state}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.system}
        <input
          value={sought.system ?? ''}
          maxLength={50}
          onChange={({ currentTarget }) => onChange({ system: currentTarget.value.trim() })}
        />
      </label>
      <label>
        {words.recipient}
        <input
          value={sought.customerId ?? ''}
          maxLength={255}
          onChange={({ currentTarget }) => onChange({ customerId: currentTarget.value.trim() })}
        />
      </label>
    </div>
  );
}
