import type { Sent } from '../api/http.ts';

/**
 * What somebody wants done. It has its key from the beginning and keeps it until it is answered, so that however
 * often it is sent, and from whatever page, it is done once.
 */
export interface Intent extends Sent {
  readonly key: string;
  /** Whose it is: nobody sends another's. */
  readonly by: string;
  /** What it is about, to find it by: `book:12`, `rental:01J…`. */
  readonly about: string;
  /** In people's words: the title. */
  readonly name: string;
  /** It holds what says who somebody is: it stays in the memory of the page, and never lies in a storage of the browser. */
  readonly isPersonal?: true;
}

/** A random UUID; `crypto.randomUUID` is there over HTTPS and on loopback only. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-a$4-');
}
