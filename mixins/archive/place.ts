import type { Envelope } from '../kernel/event.ts';
import { contextOf, identity } from '../outbox/message.ts';

/**
 * Where events lie in an archive: `<folder>/<day>/<context>.jsonl`, one event a line as it travelled. The day is that of
 * the event, in UTC. A file that is full is followed by `<context>.2.jsonl`, and so on.
 */
export interface Part {
  readonly context: string;
  /** From 1. */
  readonly number: number;
}

/** The day of an event whose time is none: a stranger may have published it. */
const undated = 'undated';

const day = /^\d{4}-\d\d-\d\d$/;

export function dayOf({ time }: Pick<Envelope, 'time'>): string {
  const text = time.slice(0, 10);
  return day.test(text) ? text : undated;
}

export function isDay(name: string): boolean {
  return day.test(name) || name === undated;
}

/** What stands once in an archive. An event that repeats a state stands beside the one that it repeats, once for its run. */
export function keyOf(event: Envelope): string {
  return event.restated ? `${identity(event)} again in ${event.correlationid}` : identity(event);
}

/** The bounded context of an event. A name that no context has is `other`, so that it leads to no other folder. */
export function contextOfEvent({ type }: Pick<Envelope, 'type'>): string {
  const context = contextOf(type);
  return /^[a-z][a-z0-9-]*$/.test(context) ? context : 'other';
}

export function nameOf({ context, number }: Part): string {
  return number === 1 ? `${context}.jsonl` : `${context}.${number}.jsonl`;
}

/** @returns none for a file that is not of the archive */
export function partNamed(name: string): Part | undefined {
  const [, context, number = '1'] = /^([a-z][a-z0-9-]*)(?:\.([1-9]\d*))?\.jsonl$/.exec(name) ?? [];
  return context === undefined ? undefined : { context, number: Number(number) };
}
