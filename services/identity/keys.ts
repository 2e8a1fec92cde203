import type { JWK } from 'jose';

/** A private key that can sign, with its `kid`, `alg` and `use`. */
export type SigningKey = JWK & { readonly kid: string };

/** The keys of the provider: one signs, the next one is known to everybody before it does, old ones only verify. */
export interface KeyRing {
  readonly signing: SigningKey;
  readonly next: SigningKey;
  readonly old: readonly OldKey[];
  /** Sign cookies; the first one those that are new. */
  readonly cookieKeys: readonly string[];
}

interface OldKey {
  readonly key: SigningKey;
  /** Epoch ms: from then on nothing that it has signed is valid. */
  readonly until: number;
}

/** Cookies of the last three keys are good: those of older ones make people sign in again. */
const cookieKeysKept = 3;

/**
 * The next key signs from now on. Verifiers that keep the JWKS for a while have it already, so no token is refused.
 * `lifetimeMs`: how long what is signed now is valid.
 */
export function rotate(ring: KeyRing, fresh: SigningKey, cookieKey: string, now: number, lifetimeMs: number): KeyRing {
  const old = [{ key: ring.signing, until: now + lifetimeMs }, ...stillUsed(ring, now)];
  const cookieKeys = [cookieKey, ...ring.cookieKeys].slice(0, cookieKeysKept);
  return { signing: ring.next, next: fresh, old, cookieKeys };
}

/** Every key that can have signed what is valid now, and the next one; the one that signs comes first. */
export function keysOf(ring: KeyRing, now: number): SigningKey[] {
  return [ring.signing, ring.next, ...stillUsed(ring, now).map(({ key }) => key)];
}

/** What of a key everybody may know: RFC 7518, 6.3.1. */
export function publicPart({ kty, kid, alg, use, n, e }: SigningKey): JWK {
  return { kty, kid, alg, use, n, e };
}

function stillUsed({ old }: KeyRing, now: number): OldKey[] {
  return old.filter(({ until }) => until > now);
}
