import { useSignal } from '@preact/signals';
import { memberRule } from '../../../mixins/contract/rules.ts';
import { say } from '../language/language.ts';
import { Dialog } from '../shell/dialog.tsx';
import { asking } from './asking.ts';
import { nameOfRole } from './role.ts';
import { become, isId, person } from './session.ts';
import { roles } from './settings.ts';

/** Asks who somebody is, where nobody checks it. */
export function Chooser() {
  const words = say.value.session;
  const id = useSignal(person.value?.id ?? '');
  const role = useSignal(person.value?.role ?? 'member');
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isId(id.value)) return;
    become({ id: id.value, role: role.value });
    asking.close();
  };
  return (
    <Dialog title={words.choose} onClose={() => asking.close()}>
      <form onSubmit={submit}>
        <p class="soft">{words.open}</p>
        <label>
          {words.member}
          <input
            name="member"
            value={id.value}
            onInput={({ currentTarget }) => {
              id.value = currentTarget.value.trim();
            }}
            required
            maxLength={memberRule.max}
            pattern={memberRule.pattern.source}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="id-rule"
          />
        </label>
        <p id="id-rule" class="soft">
          {words.idRule}
        </p>
        <label>
          {words.role}
          <select
            name="role"
            value={role.value}
            onChange={({ currentTarget }) => {
              role.value = currentTarget.value;
            }}
          >
            {roles().map((name) => (
              <option key={name} value={name}>
                {nameOfRole(name)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{words.save}</button>
      </form>
    </Dialog>
  );
}
