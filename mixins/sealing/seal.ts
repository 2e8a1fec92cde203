import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { PersonalKeys } from './keys.ts';

/** Where a sealed text lies. It opens nowhere else: a text that was moved to another record is refused. */
export interface Place {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
}

/** A text that nobody reads without its key: `v1.<key id>.<nonce>.<ciphertext and tag>`. */
export type Sealed = `v1.${string}`;

const algorithm = 'aes-256-gcm';
/** Bytes. NIST SP 800-38D: 96 random bits a text are safe for 2^32 texts under one key. */
const nonceBytes = 12;
const tagBytes = 16;
const form = /^v1\.([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

export function seal([{ id, sealing }]: PersonalKeys, place: Place, text: string): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, sealing, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(place, id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** @throws Unopenable when the key is not there, or the text was changed or belongs elsewhere */
export function unseal(keys: PersonalKeys, place: Place, sealed: string): string {
  const [, id = '', nonce = '', rest = ''] = form.exec(sealed) ?? [];
  if (id === '') throw new Unopenable(place, 'it is no sealed text');
  const key = keys.find((one) => one.id === id);
  if (!key) throw new Unopenable(place, `PERSONAL_KEYS has no key ${id}`);
  const bytes = Buffer.from(rest, 'base64url');
  const options = { authTagLength: tagBytes };
  const decipher = createDecipheriv(algorithm, key.sealing, Buffer.from(nonce, 'base64url'), options);
  decipher.setAAD(boundTo(place, id));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw new Unopenable(place, 'it was changed, was moved here, or its key is another one of this name');
  }
}

/** Was it sealed by the key that seals now? */
export function isCurrent([{ id }]: PersonalKeys, sealed: string): boolean {
  return form.exec(sealed)?.[1] === id;
}

/** Says where, and never what. */
export class Unopenable extends Error {
  constructor({ collection, id, field }: Place, why: string) {
    super(`${field} of ${collection} ${id} cannot be opened: ${why}.`);
    this.name = 'Unopenable';
  }
}

/** JSON keeps the parts apart, whatever they hold. */
function boundTo({ collection, id, field }: Place, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([collection, id, field, keyId]));
}
