import type { ComponentChildren } from 'preact';
import { say } from '../language/language.ts';
import { asking } from './asking.ts';
import { nameOfRole } from './role.ts';
import { has, isOpen, person } from './session.ts';

interface GateProps {
  /** The role that a person needs. */
  readonly needs: string;
  /** Says whom the page is for. */
  readonly only: string;
  readonly children: ComponentChildren;
}

/** Shows a page to those whom it is for, and the others what to do. The gateway itself lets nobody else in. */
export function Gate({ needs, only, children }: GateProps) {
  const words = say.value.session;
  if (has(needs)) return <>{children}</>;
  const isKnown = person.value !== undefined;
  const { id, role } = person.value ?? {};
  const signIn = isKnown ? words.another : words.signIn;
  return (
    <div class="card empty stack">
      <p>{only}</p>
      {id !== undefined && role !== undefined && <p class="soft">{words.signedInAs(id, nameOfRole(role))}</p>}
      <p class="row center">
        <a class="button" href="/app/">
          {say.value.home.title}
        </a>
        <button type="button" class="plain" onClick={() => (isKnown ? asking.openForAnother() : asking.open())}>
          {isOpen() ? words.choose : signIn}
        </button>
      </p>
    </div>
  );
}
