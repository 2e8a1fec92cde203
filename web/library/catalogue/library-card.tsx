import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { say } from '../language/language.ts';
import { addressOf } from './address.ts';

/** On the home page: what is typed here is looked for in the catalogue. */
export function LibraryCard() {
  const { search, find } = say.value.catalogue;
  const text = useSignal('');
  const { route } = useLocation();
  const submit = (event: Event) => {
    event.preventDefault();
    route(addressOf({ text: text.value.trim(), pages: 1 }));
  };
  return (
    <search>
      <form class="finder" onSubmit={submit}>
        <label>
          {search}
          <input
            type="search"
            value={text.value}
            maxLength={100}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit">{find}</button>
      </form>
    </search>
  );
}
