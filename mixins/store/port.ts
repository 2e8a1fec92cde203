import type { Envelope } from '../kernel/event.ts';
import type { Outbox } from '../outbox/port.ts';

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

/** A store that can be rebuilt beside the live one, for views. */
export interface Rebuildable<Store> {
  /** An empty store beside this one. What an interrupted rebuild left there is dropped. */
  next(): Promise<Store>;
  /** From now on this store is the one that is opened. */
  goLive(): Promise<void>;
  /** Drops the records, for good. */
  drop(): Promise<void>;
}

/** Whether a store takes writes; if not, why, in words that tell nothing of where it is. */
export type WriteState =
  | { readonly writable: true }
  | { readonly writable: false; readonly kind: string; readonly why: string };
