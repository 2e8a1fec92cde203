import { signal } from '@preact/signals';
import { isOpen, type Person, person, signIn } from './session.ts';

/** Is somebody being asked who they are? */
export const isAsking = signal(false);

let answered: ((person: Person | undefined) => void) | undefined;

export const asking = {
  open(): void {
    if (isOpen()) isAsking.value = true;
    else void signIn();
  },
  close(): void {
    isAsking.value = false;
    answered?.(person.value);
    answered = undefined;
  },
};

/** Who it is, asked first where that is not known; none when they would not say. */
export function known(): Promise<Person | undefined> {
  if (person.value) return Promise.resolve(person.value);
  asking.open();
  return new Promise((resolve) => {
    answered = resolve;
  });
}
