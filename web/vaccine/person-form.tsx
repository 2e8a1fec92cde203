import { phoneRule, residentNumberRule } from '../../mixins/sealing/personal.ts';
import { say } from './language/language.ts';
import type { Who } from './people.ts';

/** A form in which a person says who they are. The browser is asked to keep nothing of it. */
export function PersonForm({ onSaid }: { readonly onSaid: (who: Who) => void }) {
  const words = say.value.person;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(fields.get(name)).trim();
    onSaid({ userName: text('userName'), userRegNumber: text('userRegNumber'), userPhone: text('userPhone') });
  };
  return (
    <form class="card stack" data-part="person" autocomplete="off" onSubmit={submit}>
      <p class="soft">{words.about}</p>
      <label>
        {words.name}
        <input name="userName" required maxLength={100} autocomplete="off" />
      </label>
      <label>
        {words.number}
        <input
          name="userRegNumber"
          required
          maxLength={residentNumberRule.max}
          pattern={residentNumberRule.pattern.source}
          placeholder="900101-1234567"
          title={words.numberRule}
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      <label>
        {words.phone}
        <input
          name="userPhone"
          type="tel"
          required
          maxLength={phoneRule.max}
          pattern={phoneRule.pattern.source}
          placeholder="010-1234-5678"
          title={words.phoneRule}
          autocomplete="off"
        />
      </label>
      <p>
        <button type="submit">{words.show}</button>
      </p>
    </form>
  );
}
