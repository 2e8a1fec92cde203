import type { Envelope } from '../kernel/event.ts';

/** Events that a rebuild could not use, for one reason. */
export interface Skipped {
  readonly type: string;
  /** What is wrong with their data. */
  readonly reason: string;
  readonly events: number;
  /** The id of the first of them. */
  readonly first: string;
}

/** Counts the events that a rebuild cannot use, and remembers whose they are. */
export class SkippedEvents {
  /** The aggregates that they belong to. */
  readonly subjects = new Set<string>();
  private readonly byReason = new Map<string, Skipped>();

  add({ type, id, subject }: Envelope, reason: string): void {
    const key = `${type} ${reason}`;
    const { events, first } = this.byReason.get(key) ?? { events: 0, first: id };
    this.byReason.set(key, { type, reason, events: events + 1, first });
    this.subjects.add(subject);
  }

  get reasons(): readonly Skipped[] {
    return [...this.byReason.values()];
  }
}

/** For people: `2 events of library.rental.reserved, the first R1-2: The 'amount' field is required.` */
export function describeSkipped({ type, reason, events, first }: Skipped): string {
  return `${events} ${events === 1 ? 'event' : 'events'} of ${type}, the first ${first}: ${reason}`;
}
