import type { DeadLetters } from '../bus/dead-letter.ts';
import type { Envelope } from '../kernel/event.ts';

/**
 * What a store must do for an aggregate: keep one record per id, change it only from the version that
 * the writer has read, and take the events of a change in the same durable write.
 */
export interface RecordStore<State> {
  load(id: string): Promise<Stored<State> | undefined>;
  /**
   * State and events, both or neither; durable when it resolves.
   * Resolves `false`, having written nothing, when the record is no longer at `expectedVersion`.
   */
  commit(change: Change<State>): Promise<boolean>;
  /** Writes the record unless it holds this version or a newer one already; for views, whose events carry state. */
  keepNewest(record: Stored<State>): Promise<void>;
  /**
   * Records in order of id, behind `after`; those that cannot be read are left out. Without `last` there are no more.
   */
  scan(after: string, limit: number): Promise<Scanned<State>>;
  /** Ids whose column `due` (epoch ms) is at or before `now`, earliest first. */
  due(now: number, limit: number): Promise<string[]>;
  /** Ids whose column `due` is after `time`, earliest first. */
  dueAfter(time: number, limit: number): Promise<string[]>;
  readonly outbox: Outbox;
}

/** A page of all records. */
export interface Scanned<State> {
  readonly records: readonly Stored<State>[];
  readonly unreadable: number;
  /** Where the next page begins. */
  readonly last?: string;
}

export interface Stored<State> {
  readonly id: string;
  /** 1 for the first write; each event takes one. */
  readonly version: number;
  readonly state: State;
}

export interface Change<State> {
  readonly id: string;
  /** 0 when the record must not exist yet. */
  readonly expectedVersion: number;
  readonly version: number;
  readonly state: State;
  /** The state it follows on, where that is known: a store may leave alone what did not change. */
  readonly previous?: State;
  readonly events: readonly Envelope[];
}

/** A store of records that are of no use after a time: the others of a service are never deleted. */
export interface Expiring {
  /** Deletes records whose column `due` (epoch ms) is at or before `now`, earliest first. Resolves with how many. */
  removeDue(now: number, limit: number): Promise<number>;
}

/** A store that can be built anew beside the live one, for views. */
export interface Rebuildable<Store> {
  /** An empty store beside this one. What an interrupted rebuild left there is dropped. */
  next(): Promise<Store>;
  /** From now on this store is the one that is opened. */
  goLive(): Promise<void>;
  /** Drops the records, for good. */
  drop(): Promise<void>;
}

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

/** Whether a store takes writes; if not, why, in words that tell nothing of where it is. */
export type WriteState =
  | { readonly writable: true }
  | { readonly writable: false; readonly kind: string; readonly why: string };
