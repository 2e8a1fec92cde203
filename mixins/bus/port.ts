import type { Envelope } from '../kernel/event.ts';
import type { DeadLetters } from '../outbox/dead-letter.ts';
import type { Recovery } from '../outbox/marks.ts';
import type { Outbox } from '../outbox/port.ts';

/**
 * Carries events from outboxes to consumers: at least once, and to one process those of an aggregate in
 * order of version while nothing fails. Effects must be idempotent.
 */
export interface Bus {
  start(): Promise<void>;
  /**
   * Takes the events of this outbox from now on, and what it still holds. Attaching twice is once. With `recovery` a bus
   * that can lose events finds out whether it has, and then has the records tell their state again.
   */
  attach(outbox: Outbox, recovery?: Recovery): void;
  /** Hands on events that tell the present state of records again. Resolves when they are durable. */
  restate(outbox: Outbox, events: readonly Envelope[]): Promise<void>;
  /** A durable consumer: it receives what it missed, and starts at the beginning when it is new. */
  subscribe(subscription: Subscription): Promise<Consumer>;
  /**
   * Hands on the kept events of a pattern once more, in order, from the beginning or behind `from`, up to what
   * there is now. Resolves with the place it came to. Several may be under way at once.
   * @throws what `handle` throws
   */
  replay(pattern: string, handle: (event: Envelope) => Promise<void>, from?: Position): Promise<Position>;
  /** What consumers have given up. */
  readonly deadLetters: DeadLetters;
  /** How far each durable consumer of the system is behind. */
  backlogs(): Promise<Backlog[]>;
  /** How many events of each outbox of this process are not handed on yet, as far as it has read them, by its name. */
  pending(): ReadonlyMap<string, number>;
  /** Connected, and consumers are running. */
  ready(): boolean;
  /** What is under way, for people: `3 deliveries of rental:payment.refunded`, `12 events of data/rental.db`. */
  unfinished(): string[];
  /** Stops taking, waits for what is in flight, publishes what is pending while it can. */
  stop(): Promise<void>;
}

/** Goes along with the calls that follow from an event. */
export interface EventMeta {
  /** The event's id. */
  readonly causationId: string;
}

/** How far each log or stream was read, by its name. */
export type Position = ReadonlyMap<string, number>;

export interface Subscription {
  /** Replicas of a service share a group, and so its events. */
  readonly group: string;
  /** Event types, in NATS's words: `library.rental.*`. */
  readonly pattern: string;
  /** Of these types only; the others of the pattern are done without a look. */
  readonly types?: readonly string[] | undefined;
  /** Deliveries under way at once; those of one aggregate one after another. */
  readonly maxInFlight: number;
  /** The effect needs no order: events of one aggregate are handled side by side too. */
  readonly unordered?: boolean | undefined;
  /**
   * A group that had this work in an earlier version. Its consumer of the same pattern is removed once no process
   * runs it; this one starts at the beginning all the same, since effects are idempotent.
   */
  readonly replaces?: string | undefined;
  /**
   * Resolves when the effect is committed. When it throws, the delivery is repeated after a back-off, and
   * goes to the dead letters once its attempts are used up or at once if the error's `retryable` is false. While
   * the store or a service that is called is away it waits instead, which is no attempt.
   */
  handle(event: Envelope, delivery: Delivery): Promise<void> | void;
  /**
   * Several at once, oldest first, where that costs less and the effect needs no order. A bus that has several at
   * hand may call it instead of `handle`. When it throws, each goes to `handle` alone.
   */
  handleAll?: ((events: readonly Envelope[]) => Promise<void>) | undefined;
}

/** What a durable consumer has yet to do. */
export interface Backlog {
  readonly group: string;
  readonly pattern: string;
  /** Kept events that it has not come to; in a local log those of other patterns too, which it has to pass over. */
  readonly waiting: number;
  /** Deliveries that have begun, or wait for their next attempt. */
  readonly underWay: number;
  /** Seconds since the oldest event happened that it is not done with; none when it is done with all. */
  readonly oldestAge?: number;
}

export interface Delivery {
  /** 1 at the first try. */
  readonly attempt: number;
}

export interface Consumer {
  /** Takes no more and waits for what is in flight. */
  stop(): Promise<void>;
}

/** When a failed delivery is tried again. */
export interface RetryPolicy {
  /** Milliseconds before the 2nd, 3rd, … attempt; the last one repeats. */
  readonly backoffMs: readonly number[];
  readonly maxAttempts: number;
}

export const defaultRetryPolicy: RetryPolicy = { backoffMs: [100, 500, 2_000, 10_000, 30_000], maxAttempts: 8 };
