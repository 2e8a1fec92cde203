import { createHmac, hkdfSync } from 'node:crypto';
import type { Kind } from '../settings/variable-types.ts';

/**
 * The keys of personal data. The first seals; all of them open, so that a new key can be set before what the old one
 * sealed is sealed anew.
 */
export type PersonalKeys = readonly [PersonalKey, ...PersonalKey[]];

export interface PersonalKey {
  /** Stands in what it has sealed. */
  readonly id: string;
  /** For AES-256-GCM. */
  readonly sealing: Buffer;
  /** For HMAC-SHA-256. */
  readonly indexing: Buffer;
}

const keyBytes = 32;
const pattern = /^([A-Za-z0-9_-]{1,16}):([A-Za-z0-9+/]{43}=)$/;

/** `id:key`, several with commas between them, the one that seals first. A key is 32 random bytes in Base64. */
export const personalKeys: Kind<PersonalKeys> = {
  allowed: `keys such as 2026a:${'A'.repeat(5)}…= (id, colon, ${keyBytes} random bytes in Base64), the newest first, with commas between them`,
  parse(text) {
    const found = text.split(',').map((part) => pattern.exec(part.trim()));
    const [first, ...more] = found.map((match) => match && keyOf(match[1] as string, match[2] as string));
    const keys = [first, ...more];
    const areDistinct = new Set(keys.map((key) => key?.id)).size === keys.length;
    return areDistinct && keys.every((key) => key != null) ? (keys as unknown as PersonalKeys) : undefined;
  },
};

/** One secret, a subkey for each purpose (RFC 5869): what is learnt of one tells nothing of the other. */
function keyOf(id: string, base64: string): PersonalKey {
  const secret = Buffer.from(base64, 'base64');
  const subkey = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `yeyak ${purpose}`, keyBytes));
  return { id, sealing: subkey('sealing'), indexing: subkey('index') };
}

/**
 * Blind indexes of a value, one by each key, the newest first: whoever has no key can neither read the value from one
 * nor try values out. `kind` keeps equal values of different kinds apart.
 */
export function blindIndexes(keys: PersonalKeys, kind: string, value: string): readonly [string, ...string[]] {
  const indexOf = ({ indexing }: PersonalKey) =>
    createHmac('sha256', indexing).update(`${kind}\0${value}`).digest('base64url');
  const [first, ...more] = keys;
  return [indexOf(first), ...more.map(indexOf)];
}
