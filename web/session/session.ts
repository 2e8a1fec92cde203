import { computed, signal } from '@preact/signals';

export const roles = ['member', 'librarian', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who uses the pages. `id` is the `memberId` of their rentals. */
export interface Person {
  readonly id: string;
  readonly role: Role;
}

const place = 'yeyak.person';
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function stored(): Person | undefined {
  try {
    const { id, role } = JSON.parse(localStorage.getItem(place) ?? '') as Person;
    return isId(id) && roles.includes(role) ? { id, role } : undefined;
  } catch {
    return undefined;
  }
}

export const person = signal<Person | undefined>(stored());

export const isStaff = computed(() => person.value?.role === 'librarian' || person.value?.role === 'admin');
export const isAdmin = computed(() => person.value?.role === 'admin');

/** Can this text be the id of a member? */
export function isId(text: string): boolean {
  return idPattern.test(text);
}

/** Where everyone is let in, people say themselves who they are. */
export function become(next: Person): void {
  localStorage.setItem(place, JSON.stringify(next));
  person.value = next;
}

/** The headers that show who asks. */
export async function authorization(): Promise<Record<string, string>> {
  return {};
}
