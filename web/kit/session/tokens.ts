import { roles } from './settings.ts';

/** What the issuer has given out, kept for this window only. */
export interface Tokens {
  readonly access: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly refresh?: string;
  /** For signing out. */
  readonly id: string;
  readonly person: { readonly id: string; readonly role: string };
}

const place = 'yeyak.tokens';

export function storedTokens(): Tokens | undefined {
  const text = sessionStorage.getItem(place);
  return text === null ? undefined : (JSON.parse(text) as Tokens);
}

export function storeTokens(tokens: Tokens | undefined): void {
  if (tokens) sessionStorage.setItem(place, JSON.stringify(tokens));
  else sessionStorage.removeItem(place);
}

/** The highest of our roles that is claimed; a person without any is a member. The gateway does not ask the pages. */
export function roleOf(claimed: unknown): string {
  const given = Array.isArray(claimed) ? claimed : [claimed];
  return roles().findLast((role) => given.includes(role)) ?? 'member';
}
