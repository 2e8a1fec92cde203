import { say } from '../language/language.ts';
import { asking } from './asking.ts';
import { nameOfRole } from './role.ts';
import { person } from './session.ts';

/** Where everyone is let in: who the page takes the reader for. */
export function Who() {
  const { open, you, change, choose } = say.value.session;
  const { id, role } = person.value ?? {};
  return (
    <section class="who" aria-label={you}>
      <div class="row">
        <span>{open}</span>
        <button type="button" onClick={() => asking.open()}>
          {id && role ? `${id} · ${nameOfRole(role)}` : choose}
          {id && <span class="hidden"> {change}</span>}
        </button>
      </div>
    </section>
  );
}
