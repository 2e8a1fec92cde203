import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { memberRule } from '../../mixins/contract/rules.ts';
import type { Caller } from '../identity/identity.contract.ts';

/** Whose tokens count, and what they must say. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** The algorithms that a signature may have; nothing that a token says changes them. */
  readonly algorithms: readonly string[];
  /** What the header's `typ` must be, where the issuer says it. */
  readonly type?: string;
}

/** A token that is not good: expired, of another issuer or for another audience, or not signed as it must be. */
export class InvalidToken extends Error {}

/** Seconds by which the clocks of issuer and gateway may differ. */
const clockTolerance = 15;

export type Verify = (token: string) => Promise<Caller>;

/**
 * Who a token speaks of. The keys are asked for when the first token comes, and again when one is signed with a key
 * that is not known.
 * @param roles those that there are, from the least to the most
 * @throws InvalidToken; any other error when the keys cannot be had
 */
export function tokenVerifier(
  rules: TokenRules,
  roles: readonly string[],
  findKeys: () => Promise<JWTVerifyGetKey>,
): Verify {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const known = async () => {
    keys ??= findKeys();
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw error;
    }
  };
  return async (token) => callerOf(await claimsOf(token, await known(), rules), roles);
}

async function claimsOf(token: string, keys: JWTVerifyGetKey, rules: TokenRules): Promise<JWTPayload> {
  const { issuer, audience, algorithms, type: typ } = rules;
  const options = { issuer, audience, algorithms: [...algorithms], clockTolerance, requiredClaims: ['sub', 'exp'] };
  try {
    return (await jwtVerify(token, keys, { ...options, ...(typ !== undefined && { typ }) })).payload;
  } catch (error) {
    throw isFaultOfToken(error) ? new InvalidToken(error.message, { cause: error }) : error;
  }
}

/** That keys cannot be had, or are no keys, is not the fault of the token. */
function isFaultOfToken(error: unknown): error is errors.JOSEError {
  const ofKeys = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];
  return error instanceof errors.JOSEError && !ofKeys.includes(error.code);
}

/** `roles` as RFC 9068, 2.2.3.1, has it: the highest of ours counts, and a caller without any is a member. */
function callerOf({ sub, client_id, roles: claimed }: JWTPayload, roles: readonly string[]): Caller {
  if (typeof sub !== 'string' || !memberRule.pattern.test(sub)) throw new InvalidToken('the subject is no id');
  const given = Array.isArray(claimed) ? claimed : [claimed];
  const role = roles.findLast((known) => given.includes(known)) ?? 'member';
  return { id: sub, role, kind: client_id === sub ? 'client' : 'person' };
}

/** The keys of an issuer that is found by its address (OpenID Connect Discovery 1.0). */
export async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(discoveryTimeout) });
  const found = (await response.json()) as { issuer?: string; jwks_uri?: string };
  if (!response.ok || found.issuer !== issuer || !found.jwks_uri) throw new Error(`${url} describes no ${issuer}`);
  return createRemoteJWKSet(new URL(found.jwks_uri));
}

const discoveryTimeout = 5_000;

/** The keys that a call answers with, kept and asked for again as those of an address are. */
export function keysByCall(call: () => Promise<object>): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL('call://identity/jwks'), {
    cooldownDuration: 1_000,
    [customFetch]: async () => Response.json(await call()),
  });
}
