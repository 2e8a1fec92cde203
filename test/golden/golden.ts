import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { serviceNames } from '../../config/services.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import type { Expected } from './expectations.ts';

/** A line of the golden file: events as the code of a day wrote them, and what it made of them. */
export interface GoldenLife {
  /** The day, or another name of the version. */
  readonly day: string;
  readonly life: string;
  readonly events: readonly Envelope[];
  readonly expected: Expected;
}

export const goldenText = readFileSync(new URL('events.jsonl', import.meta.url), 'utf8');

export const goldenLives: readonly GoldenLife[] = goldenText
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Every service that has records or rows made of events. */
export const followers = serviceNames().filter((name) => !['gateway', 'identity', 'archive'].includes(name));

/** Fails unless all that is expected is there and the same; code of today may tell more. */
export function assertHolds(actual: unknown, expected: unknown, place: string): void {
  if (typeof expected !== 'object' || expected === null) {
    assert.deepEqual(actual, expected, differs(place));
    return;
  }
  assert.ok(typeof actual === 'object' && actual !== null, differs(place));
  if (Array.isArray(expected))
    assert.equal((actual as unknown[]).length, expected.length, `${differs(place)} (length)`);
  for (const [key, value] of Object.entries(expected))
    assertHolds((actual as Record<string, unknown>)[key], value, `${place}.${key}`);
}

function differs(place: string): string {
  return `${place} is not what the code that wrote the events made of them. Old events and records have to mean what they meant.`;
}
