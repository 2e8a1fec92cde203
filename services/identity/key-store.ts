import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { updateRecord } from '../../mixins/update-record.ts';
import { accessTokenFormat } from './identity.contract.ts';
import { type KeyRing, rotate, type SigningKey } from './keys.ts';
import { longestLifetime } from './lifetimes.ts';

export const keyRings: Collection = { name: 'key_ring', columns: {} };

/** The one record there is. */
const id = 'provider';

/** The key ring, made when it is first asked for; `version` rises with each rotation. */
export async function loadKeys(store: StoreAdapter<KeyRing>): Promise<{ ring: KeyRing; version: number }> {
  const known = await store.load(id);
  if (known) return { ring: known.state, version: known.version };
  const [signing, next] = await Promise.all([newKey(), newKey()]);
  await updateRecord(store, id, (made) =>
    made ? undefined : { signing, next, old: [], cookieKeys: [newCookieKey()] },
  );
  return loadKeys(store);
}

export async function rotateKeys(store: StoreAdapter<KeyRing>): Promise<KeyRing> {
  await loadKeys(store);
  const fresh = await newKey();
  const now = Date.now();
  const ring = await updateRecord(store, id, (known) =>
    rotate(known as KeyRing, fresh, newCookieKey(), now, longestLifetime * 1_000),
  );
  return ring as KeyRing;
}

async function newKey(): Promise<SigningKey> {
  const alg = accessTokenFormat.algorithm;
  const { privateKey } = await generateKeyPair(alg, { modulusLength: 2_048, extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' };
}

function newCookieKey(): string {
  return randomBytes(32).toString('base64url');
}
