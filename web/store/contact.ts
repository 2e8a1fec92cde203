import { signal } from '@preact/signals';
import { person } from '../kit/session/session.ts';

/** Whom the store calls about a reservation. */
export interface Contact {
  readonly customerName: string;
  readonly customerPhone: string;
}

/** In the memory of the page alone. */
const typed = signal<(Contact & { readonly by: string | undefined }) | undefined>(undefined);

/** What the present person has typed before, so that they need not type it for the next product. */
export function contactBefore(): Contact | undefined {
  return typed.value?.by === person.value?.id ? typed.value : undefined;
}

export function keepContact(contact: Contact): void {
  typed.value = { ...contact, by: person.value?.id };
}
