import type { Signal } from '@preact/signals';
import { say } from './language/language.ts';

/** The day that the staff looks at. */
export function DayField({ date }: { readonly date: Signal<string> }) {
  return (
    <div class="finder">
      <label>
        {say.value.staff.day}
        <input
          type="date"
          value={date.value}
          required
          onInput={({ currentTarget }) => {
            if (currentTarget.value !== '') date.value = currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
