import { createHash } from 'node:crypto';
import type { Caller } from '../identity/identity.contract.ts';

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the id of what is created follows from the key,
 * so a repeat reaches the same aggregate, which answers as it did at first. The gateway remembers nothing.
 */

/** 1 to 255 visible ASCII characters. */
export function isKey(text: string): boolean {
  return /^[!-~]{1,255}$/.test(text);
}

/**
 * The scope of a key: the caller it comes from, and what is asked for (`PATCH /rentals/01KA…`). Callers that are not told
 * apart share their keys. Neither an id nor an endpoint holds a tab or a line feed: no two scopes are the same text.
 */
export function scopeOf(caller: Pick<Caller, 'kind' | 'id'> | undefined, endpoint: string): string {
  const who = caller ? `${caller.kind}:${caller.id}` : 'anonymous';
  return endpoint === unscoped ? who : `${who}\t${endpoint}`;
}

/** Its keys were scoped by the caller alone at first: a retry after an upgrade must find its reservation, and not pay again. */
const unscoped = 'POST /rentals';

/**
 * The id that belongs to a key within a scope: 130 bits of SHA-256 in Crockford's base32, as long as a ULID.
 * Keys of different scopes never meet. `scope` must not hold a line feed.
 */
export function idOf(scope: string, key: string): string {
  return base32(createHash('sha256').update(`${scope}\n${key}`).digest()).slice(0, 26);
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[buffer >> bits];
      buffer &= (1 << bits) - 1;
    }
  }
  return text;
}
