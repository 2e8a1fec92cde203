import type { ComponentChildren } from 'preact';
import { say } from '../language/language.ts';
import { asking } from './asking.ts';
import { isAdmin, isOpen, isStaff } from './session.ts';

interface GateProps {
  readonly lets: 'librarian' | 'admin';
  readonly children: ComponentChildren;
}

/** Shows a page to those whom it is for, and the others what to do. The gateway itself lets nobody else in. */
export function Gate({ lets, children }: GateProps) {
  const words = say.value.session;
  const isLetIn = lets === 'admin' ? isAdmin.value : isStaff.value;
  if (isLetIn) return <>{children}</>;
  return (
    <div class="card empty stack">
      <p>{lets === 'admin' ? words.adminOnly : words.staffOnly}</p>
      <p>
        <button type="button" onClick={() => asking.open()}>
          {isOpen() ? words.choose : words.signIn}
        </button>
      </p>
    </div>
  );
}
