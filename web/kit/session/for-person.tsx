import type { ComponentChildren } from 'preact';
import { say } from '../language/language.ts';
import { asking } from './asking.ts';
import { isOpen, type Person, person } from './session.ts';

interface ForPersonProps {
  /** Says why the page has to know who somebody is. */
  readonly first: string;
  readonly children: (person: Person) => ComponentChildren;
}

/** Shows what is somebody's own; a person who is not known yet is asked who they are. */
export function ForPerson({ first, children }: ForPersonProps) {
  const words = say.value.session;
  if (person.value) return <>{children(person.value)}</>;
  return (
    <div class="card empty stack">
      <p>{first}</p>
      <p>
        <button type="button" onClick={() => asking.open()}>
          {isOpen() ? words.choose : words.signIn}
        </button>
      </p>
    </div>
  );
}
