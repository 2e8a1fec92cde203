import { createHash } from 'node:crypto';

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the id of what is created follows from the key,
 * so a repeat reaches the same aggregate, which answers as it did at first. The gateway remembers nothing.
 */

/** 1 to 255 visible ASCII characters. */
export function isKey(text: string): boolean {
  return /^[!-~]{1,255}$/.test(text);
}

/**
 * The id that belongs to a key within a scope: 130 bits of SHA-256 in Crockford's base32, as long as a ULID.
 * Keys of different scopes (callers) never meet. `scope` must not hold a line feed.
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
