import type { Envelope } from '../kernel/event.ts';
import type { DeadLetters } from './dead-letter.ts';

/** Events that are committed and not yet known to be published. */
export interface Outbox {
  /** Names the place the events lie in; two stores in one file share one outbox. */
  readonly name: string;
  /** In order of commit, those that were cleared left out; a store that can starts behind `after`. */
  pending(limit: number, after?: PendingEvent): Promise<PendingEvent[]>;
  /** Published and acknowledged. Losing a clear is harmless: the bus knows the event's id. */
  clear(published: readonly PendingEvent[]): Promise<void>;
  /** Called after each commit that appended events. */
  onAppend(listener: () => void): void;
}

export interface PendingEvent {
  /** The store's own handle on the event. */
  readonly token: unknown;
  readonly event: Envelope;
}

/** An outbox that is kept as an ordered log, so that consumers in the same process can read it directly. */
export interface EventLog extends Outbox {
  /** Entries after `seq`, in order. */
  read(seq: number, limit: number): LogEntry[];
  /** The newest entry's `seq`. */
  end(): number;
  /** Where each consumer is, 0 when it is new; saved with the next commit, since a repeat is harmless. */
  cursor(consumer: string): number;
  saveCursor(consumer: string, seq: number): void;
  /** Drops the cursor of a consumer that runs no more, and its parked deliveries: a cursor that stands still keeps all behind it. */
  forget(consumer: string): void;
  /**
   * Deletes entries that were appended before `before` (epoch ms) and that every consumer with a cursor has
   * passed, the relay among them. Resolves with how many those were.
   */
  prune(before: number): Promise<number>;
  readonly parked: ParkedDeliveries;
  readonly dead: DeadDeliveries;
  /** Appends events that no change leads to. */
  appendAlone(events: readonly Envelope[]): Promise<void>;
}

export interface LogEntry {
  readonly seq: number;
  /** The text of an entry that is no event of ours. */
  readonly event: Envelope | string;
}

/** Deliveries that failed, to be tried again at `dueAt`. */
export interface ParkedDeliveries {
  park(delivery: ParkedDelivery): Promise<void>;
  /** Due at or before `now`, longest due first; those that are further ahead than any can be are due too. */
  due(consumer: string, now: number, limit: number): Promise<ParkedDelivery[]>;
  /** When the next of them is due, in epoch ms. */
  next(consumer: string): number | undefined;
  remove(consumer: string, seq: number): Promise<void>;
}

export interface FailedDelivery extends LogEntry {
  /** `<group>:<pattern>`. */
  readonly consumer: string;
  readonly attempts: number;
  readonly error: string;
}

export interface ParkedDelivery extends FailedDelivery {
  /** Epoch ms. */
  readonly dueAt: number;
}

/** Deliveries that were given up. */
export interface DeadDeliveries extends Pick<DeadLetters, 'list' | 'get' | 'count' | 'discard'> {
  /** In the place of the parked delivery, if it is parked. */
  keep(delivery: FailedDelivery): Promise<void>;
  /** Parks those of these consumers again, due now. Resolves with how many those are. */
  revive(ids: readonly string[], consumers: readonly string[]): Promise<number>;
}
