import type { ComponentChildren } from 'preact';
import { say } from '../language/language.ts';
import { asking } from './asking.ts';
import { isAdmin, isOpen, isStaff, person } from './session.ts';

interface GateProps {
  readonly lets: 'librarian' | 'admin';
  readonly children: ComponentChildren;
}

/** Shows a page to those whom it is for, and the others what to do. The gateway itself lets nobody else in. */
export function Gate({ lets, children }: GateProps) {
  const words = say.value.session;
  const isLetIn = lets === 'admin' ? isAdmin.value : isStaff.value;
  if (isLetIn) return <>{children}</>;
  const isKnown = person.value !== undefined;
  const { id, role } = person.value ?? {};
  const signIn = isKnown ? words.another : words.signIn;
  return (
    <div class="card empty stack">
      <p>{lets === 'admin' ? words.adminOnly : words.staffOnly}</p>
      {id !== undefined && role !== undefined && <p class="soft">{words.signedInAs(id, words.roles[role])}</p>}
      <p class="row center">
        <a class="button" href="/app/">
          {say.value.pages.catalogue}
        </a>
        <button type="button" class="plain" onClick={() => (isKnown ? asking.openForAnother() : asking.open())}>
          {isOpen() ? words.choose : signIn}
        </button>
      </p>
    </div>
  );
}
