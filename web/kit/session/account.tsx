import { say } from '../language/language.ts';
import { nameOfRole } from './role.ts';
import { person, signIn, signOut } from './session.ts';

/** Who is signed in, and the way in and out. */
export function Account() {
  const words = say.value.session;
  if (!person.value)
    return (
      <button type="button" onClick={() => void signIn()}>
        {words.signIn}
      </button>
    );
  return (
    <>
      <span class="soft account">
        {person.value.id} · {nameOfRole(person.value.role)}
      </span>
      <button type="button" class="quiet" onClick={() => void signOut()}>
        {words.signOut}
      </button>
    </>
  );
}
