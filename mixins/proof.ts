import type { DomainEvent } from './kernel/decider.ts';
import type { Envelope } from './kernel/event.ts';
import type { Stored } from './store/port.ts';

/**
 * How a system is proved under chaos: who uses it, and what must hold when it has come to rest. The rules that hold for
 * every system (each event is in its stream once, a record is its events, a view is its source, nothing is under way,
 * every charge is owed) follow from its deciders.
 */
export interface Proof {
  /** Services that keep records, by name. Two processes of each are started. */
  readonly aggregates: Readonly<Record<string, AggregateProof>>;
  /** Services that keep a view, by name. One process of each is started, on SQLite. */
  readonly views: Readonly<Record<string, ViewProof>>;
  /** Its commands as they stand in the report. The first one counts for how often the system was there to be used. */
  readonly commands: readonly string[];
  /** What there must be before anyone comes. */
  prepare?(url: string): Promise<void>;
  /** Everyone who uses it at once, until the signal ends it. Resolves when they all have gone. */
  use?(crowd: Crowd): Promise<void>;
  /** The charges that must stand, by payment, and what each is for. */
  paidFor?(evidence: Evidence): ReadonlyMap<string, string>;
  /** Its own rules. Each answers one line for each violation. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** Faults that can be planted in it, and what brings each to light. */
  readonly planted?: Readonly<Record<string, Plan>>;
}

export type Rule = (evidence: Evidence) => string[];

export interface AggregateProof {
  readonly decider: Fold;
  /** Is it somebody else's turn to end this state? Then no record may stay in it. */
  isTransient(state: never): boolean;
}

/** The part of a decider that makes a state of events. */
export interface Fold {
  readonly initial: object;
  evolve(state: never, event: DomainEvent & never): object;
}

export interface ViewProof {
  /** The service whose records it shows. */
  readonly of: string;
  /** The row after this event; `undefined` when the event does not show. */
  rowOf(event: never): object | undefined;
}

/** A fault of the cluster, as `test/chaos/schedule.ts` describes it. */
export interface PlannedFault {
  /** Milliseconds since the run began. */
  readonly at: number;
  readonly until: number;
  readonly kind: string;
  readonly target?: string;
}

export interface Plan {
  /** The module that plants it: it is loaded into every node. */
  readonly module: URL;
  /** What is done to the cluster so that it must show. To one without it this does no harm. */
  readonly faults: readonly PlannedFault[];
  /** The rules of which one at least is violated then. */
  readonly rules: readonly string[];
}

/** Who uses a system is given this. */
export interface Crowd {
  readonly url: string;
  /** From 0 to below 1, the same numbers for the same seed. */
  readonly random: () => number;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** A request that changes something. */
export interface Command {
  /** One of the commands of the proof. */
  readonly name: string;
  readonly who: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** The same each time it is sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The record that is to change; what is created says its id in the answer. */
  readonly subject?: string;
}

/** Sends commands, and writes down what came of them. */
export interface Caller {
  /** Sends it once. */
  send(command: Command): Promise<Answer>;
  /** Sends it until it is accepted or refused, five times at most. */
  carryOut(command: Command): Promise<Answer>;
}

export interface Answer {
  readonly outcome: Outcome;
  /** Where it was accepted. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** `shed`: turned away for the moment. `unknown`: there was no answer, so it may have been done. */
export type Outcome = 'accepted' | 'refused' | 'shed' | 'error' | 'unknown';

/** A command that was sent, and what came of it. */
export interface Attempt {
  readonly command: string;
  readonly who: string;
  /** The record; not known of one that was to be created and was not accepted. */
  readonly subject?: string;
  readonly outcome: Outcome;
  readonly status?: number;
  /** Milliseconds since the run began. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** All that a run has left behind, as it was read from clients, stores, ledger, streams and the provider. */
export interface Evidence {
  /** Processes that ended and were not killed. */
  readonly crashes: readonly string[];
  readonly attempts: readonly Attempt[];
  /** Records and rows of views, by service. */
  readonly records: Readonly<Record<string, readonly Stored<object>[]>>;
  /** Rows of all other tables of services, such as those of persons, by table. */
  readonly others: Readonly<Record<string, readonly object[]>>;
  /** The ledger. */
  readonly postings: readonly LedgerRow[];
  /** In order of the streams. */
  readonly events: readonly Envelope[];
  readonly movements: readonly Movement[];
  /** The ids of the messages that events ask for, by the notices of their systems. */
  readonly told: readonly string[];
  /** The keys of the messages that their receiver has acknowledged. */
  readonly acknowledged: readonly string[];
  /** Events that wait to be published, by service. */
  readonly outboxes: Readonly<Record<string, number>>;
  readonly consumers: readonly ConsumerState[];
  /** The texts of the dead letters, and of the bad messages that were sent, once for each consumer that gets them. */
  readonly deadLetters: readonly string[];
  readonly poison: readonly string[];
}

export interface LedgerRow {
  readonly paymentId: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

/** What the company that moves the money has done under one key. */
export interface Movement {
  readonly key: string;
  readonly amount: number;
  readonly charged: number;
  readonly refunded: number;
}

export interface ConsumerState {
  readonly name: string;
  /** Delivered, and not acknowledged. */
  readonly unacknowledged: number;
  /** Not delivered yet. */
  readonly waiting: number;
}

/** The records of one service, whose states are known to be of this type. */
export function recordsOf<State extends object>({ records }: Pick<Evidence, 'records'>, service: string) {
  return (records[service] ?? []) as readonly Stored<State>[];
}

/** The events of one service, whose envelopes are known to be of this type. */
export function eventsOf<Event extends Envelope>({ events }: Pick<Evidence, 'events'>, service: string) {
  return events.filter(({ source }) => source === `/${service}`) as readonly Envelope[] as readonly Event[];
}

/** Declares a proof. */
export function defineProof(proof: Proof): Proof {
  return proof;
}
