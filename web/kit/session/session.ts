import { computed, signal } from '@preact/signals';
import { memberRule } from '../../../mixins/contract/rules.ts';
import { language } from '../language/language.ts';
import type { Errand, Left } from './oidc.ts';
import { roles, settings } from './settings.ts';
import { storedTokens, storeTokens, type Tokens } from './tokens.ts';

/** Who uses the pages. `id` is the `memberId` of their rentals. */
export interface Person {
  readonly id: string;
  readonly role: string;
}

const place = 'yeyak.person';
/** Milliseconds before its end from which a token is renewed. */
const margin = 30_000;

export const person = signal<Person | undefined>(undefined);
export const isAdmin = computed(() => person.value?.role === 'admin');

/** Has the person this role? An admin may do what any role may. */
export function has(role: string): boolean {
  return person.value?.role === role || isAdmin.value;
}

/** Everyone is let in, and says who they are; else people sign in. */
export function isOpen(): boolean {
  return settings().auth === 'open';
}

/** Who was here before: to be called when the settings are loaded. */
export function resume(): void {
  person.value = isOpen() ? chosenBefore() : storedTokens()?.person;
}

/** Can this text be the id of a member? */
export function isId(text: string): boolean {
  return memberRule.pattern.test(text);
}

/** Where everyone is let in, people say themselves who they are. */
export function become(next: Person): void {
  localStorage.setItem(place, JSON.stringify(next));
  person.value = next;
}

/** Where people change their password, where the library keeps it. */
export function passwordPage(): string | undefined {
  const known = settings();
  if (known.auth === 'open' || !person.value || !known.issuer.startsWith(location.origin)) return undefined;
  return `${known.issuer}/password?${new URLSearchParams({ name: person.value.id, lang: language.value })}`;
}

/** Leaves the page for the one on which people sign in; `errand` is what they are about to do. */
export async function signIn(errand?: Errand, prompt?: 'login'): Promise<void> {
  const issuer = settings();
  if (issuer.auth !== 'oidc') return;
  const { leaveToSignIn } = await import('./oidc.ts');
  await leaveToSignIn(issuer, language.value, errand, prompt);
}

/** @returns where the browser was before; @throws when the issuer did not let them in */
export async function signedIn(): Promise<Left> {
  const issuer = settings();
  if (issuer.auth !== 'oidc') return { from: '/app/' };
  const { finishSignIn } = await import('./oidc.ts');
  const left = await finishSignIn(issuer);
  resume();
  return left;
}

export async function signOut(): Promise<void> {
  const issuer = settings();
  const tokens = storedTokens();
  forget();
  if (issuer.auth !== 'oidc' || !tokens) return;
  const { leaveToSignOut } = await import('./oidc.ts');
  await leaveToSignOut(issuer, tokens.id);
}

/** Nobody is signed in any more: the gateway does not take the tokens. */
export function forget(): void {
  storeTokens(undefined);
  person.value = undefined;
}

let renewing: Promise<Tokens | undefined> | undefined;

/** The headers that show who asks, or say it where nobody checks. */
export async function authorization(): Promise<Record<string, string>> {
  if (isOpen()) return person.value ? { 'x-acting-as': `${person.value.role} ${person.value.id}` } : {};
  const tokens = await usable(storedTokens());
  return tokens ? { authorization: `Bearer ${tokens.access}` } : {};
}

async function usable(tokens: Tokens | undefined): Promise<Tokens | undefined> {
  if (!tokens?.refresh || Date.now() < tokens.expiresAt - margin) return tokens;
  const issuer = settings();
  const { refresh } = tokens;
  if (issuer.auth !== 'oidc') return undefined;
  // A refresh token is good once: other callers who need one now wait for the same.
  renewing ??= import('./oidc.ts')
    .then(({ renew }) => renew(issuer, refresh))
    .catch(() => tokens)
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

function chosenBefore(): Person | undefined {
  try {
    const { id, role } = JSON.parse(localStorage.getItem(place) ?? '') as Person;
    return isId(id) && roles().includes(role) ? { id, role } : undefined;
  } catch {
    return undefined;
  }
}
