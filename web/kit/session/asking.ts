import { signal } from '@preact/signals';
import type { Errand } from './oidc.ts';
import { isOpen, type Person, person, signIn } from './session.ts';

/** Is somebody being asked who they are? */
export const isAsking = signal(false);

let answered: ((person: Person | undefined) => void) | undefined;

export const asking = {
  /** `errand`: where people sign in on another page, they are asked about it when they come back. */
  open(errand?: Errand): void {
    if (isOpen()) isAsking.value = true;
    else void signIn(errand);
  },
  /** Asks whoever is known already who else they are, or want to be. */
  openForAnother(): void {
    if (isOpen()) isAsking.value = true;
    else void signIn(undefined, 'login');
  },
  close(): void {
    isAsking.value = false;
    answered?.(person.value);
    answered = undefined;
  },
};

/** Who it is, asked first where that is not known; none when they would not say. */
export function known(errand?: Errand): Promise<Person | undefined> {
  if (person.value) return Promise.resolve(person.value);
  asking.open(errand);
  return new Promise((resolve) => {
    answered = resolve;
  });
}
