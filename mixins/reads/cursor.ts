import { createHash } from 'node:crypto';
import { Errors } from 'moleculer';
import type { Key } from '../store/collection.ts';

/** Where a list goes on: the number of the next page, and the key of the last row of the one before. */
export interface Place<PlaceKey extends Key = Key> {
  readonly page: number;
  readonly key: PlaceKey;
}

/**
 * A place as clients carry it. It belongs to a list: what it is of, with its filters, search and order, as values of
 * JSON. It is no secret and not signed: a key only says from where to read on in what the caller may see anyway.
 */
export function cursorOf(list: unknown, { page, key }: Place): string {
  return Buffer.from(JSON.stringify([digestOf(list), page, ...key])).toString('base64url');
}

/** @throws ValidationError naming `cursor` when it is none, or one of another list */
export function placeOf<PlaceKey extends Key>(
  cursor: string,
  list: unknown,
  isKey: (key: readonly unknown[]) => key is PlaceKey,
): Place<PlaceKey> {
  const [digest, page, ...key] = partsOf(cursor);
  if (typeof page !== 'number' || !Number.isSafeInteger(page) || page < 1) throw refusal('is no cursor of a list');
  if (digest !== digestOf(list)) throw refusal('belongs to a list with another filter, search or sort');
  if (!isKey(key)) throw refusal('is no cursor of a list');
  return { page, key };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function digestOf(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 16);
}

function refusal(what: string): Error {
  return invalid(
    'cursor',
    `The cursor ${what}: ask with the \`next\` of the answer before, and the same parameters, or without one to begin again.`,
  );
}

export function invalid(field: string, message: string): Error {
  return new Errors.ValidationError(message, 'VALIDATION_ERROR', [
    { type: field, field, message },
  ] as unknown as object);
}
