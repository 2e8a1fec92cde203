import { type Envelope, envelop } from '../../mixins/kernel/event.ts';
import type { LogEntry } from '../../mixins/outbox/port.ts';

/** The events of one aggregate from `version` on: `library.rental.reserved`, unless told otherwise. */
export function eventsOf(
  subject: string,
  count = 1,
  { version = 1, type = 'library.rental.reserved', source = '/rental' } = {},
): Envelope[] {
  const facts = Array.from({ length: count }, (_, index) => ({
    type,
    data: { note: `${subject} ${version + index}` },
  }));
  const origin = { source, subject, at: Date.UTC(2025, 0, 1), correlationId: 'request-1', causationId: 'command-1' };
  return envelop(facts, version - 1, origin);
}

/** Version 1 of each, then version 2 of each, and so on; or from a later version on. */
export function interleaved(subjects: readonly string[], versions: number, first = 1): Envelope[] {
  return Array.from({ length: versions }, (_, index) =>
    subjects.flatMap((subject) => eventsOf(subject, 1, { version: first + index })),
  ).flat();
}

/** Of what is known to be events. */
export function eventOf({ event }: LogEntry): Envelope {
  if (typeof event === 'string') throw new Error(`no event: ${event}`);
  return event;
}
