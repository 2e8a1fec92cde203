import { randomUUID } from 'node:crypto';
import type { Outbox, PendingEvent } from '../outbox/port.ts';

export interface OutboxOptions {
  /** Milliseconds after which events that another process has committed and not cleared count as left behind; 5,000 by default. */
  readonly adoptAfter?: number;
  /** Own events that are kept in memory until they are asked for; past it they are read from the database. */
  readonly capacity?: number;
}

/** An event by its place, which is in order of version for each record. */
export interface Entry extends PendingEvent {
  readonly token: number;
}

/** What was found in the database. */
export interface Found {
  /** In order of place. */
  readonly entries: readonly Entry[];
  /** There may be more. */
  readonly more: boolean;
}

/**
 * The outbox of a service's database, which its replicas share. Each gives its own events out of memory as soon as
 * they are committed, and adopts what others have left behind. Who changes a record that another has changed before
 * takes over what is pending of it first, so that every relay has the events of a record in order of version. That
 * two relays publish one event is harmless.
 * There is no cursor: places are given out before they are committed, and it would pass over a late one.
 */
export abstract class SharedOutbox implements Outbox {
  abstract readonly name: string;
  private readonly adoptAfter: number;
  private readonly capacity: number;
  private readonly listeners: (() => void)[] = [];
  private currentWriter: string = randomUUID();
  /** Committed or taken over since the database was read to its end, and not given yet. */
  private buffer: Entry[] = [];
  /** The database holds more than was given and is fresh: at first, and after too much at once. */
  private isIncomplete = true;
  /** What was given since the last look from the beginning, and not cleared, by the event's id. */
  private readonly delivered = new Map<string, Entry>();

  constructor({ adoptAfter = 5_000, capacity = 10_000 }: OutboxOptions = {}) {
    this.adoptAfter = adoptAfter;
    this.capacity = capacity;
  }

  /** Who makes a change: this process, since the last write whose outcome is unknown. */
  get writer(): string {
    return this.currentWriter;
  }

  /**
   * To be called when the outcome of a write is unknown: the change may have been made, or may yet be. What this
   * process has written so far then counts as another's, which is taken over or adopted where it is still there.
   */
  startNewWriterId(): void {
    this.currentWriter = randomUUID();
  }

  onAppend(listener: () => void): void {
    this.listeners.push(listener);
  }

  async pending(limit: number, after?: PendingEvent): Promise<Entry[]> {
    if (!after) this.delivered.clear();
    if (after && !this.isIncomplete) return this.give(this.buffer, limit);
    const age = this.isIncomplete ? 0 : this.adoptAfter;
    this.isIncomplete = false;
    const found = await this.read(limit, age, [...this.delivered.values()]).catch((error) => {
      this.resetBuffer();
      throw error;
    });
    if (this.isIncomplete) return this.pending(limit, after);
    const known = new Map([...found.entries, ...this.buffer].map((entry) => [entry.event.id, entry]));
    const inOrder = [...known.values()].sort((one, other) => one.token - other.token);
    const given = this.give(inOrder, limit);
    if (found.more) this.resetBuffer();
    return given;
  }

  /** Another replica may be clearing the same. */
  async clear(published: readonly PendingEvent[]): Promise<void> {
    for (const { event } of published) this.delivered.delete(event.id);
    await this.remove(published as readonly Entry[]).catch((error) => {
      this.startNewWriterId();
      throw error;
    });
  }

  /**
   * The first that were not given: all of them, or, where `age` is not 0, those that others have committed and left
   * alone for that many milliseconds. Delivered events of a record may be found again with those that were not.
   */
  protected abstract read(limit: number, age: number, given: readonly Entry[]): Promise<Found>;

  /** What others have committed to a record and is pending, in order. More than that does no harm. */
  protected abstract pendingOfOthers(id: string): Promise<readonly Entry[]>;

  protected abstract remove(published: readonly Entry[]): Promise<void>;

  /** Takes the events of a change that was made to the record `id`, which `before` had changed last. */
  protected async append(id: string, entries: readonly Entry[], before: string | null | undefined): Promise<void> {
    if (entries.length === 0) return;
    if (before && before !== this.writer) await this.adoptPending(id, entries);
    this.keep(entries);
  }

  private async adoptPending(id: string, entries: readonly Entry[]): Promise<void> {
    const own = new Set(entries.map(({ event }) => event.id));
    try {
      this.keep((await this.pendingOfOthers(id)).filter(({ event }) => !own.has(event.id)));
    } catch {
      this.resetBuffer();
    }
  }

  /** The first of `entries`; the others are kept for the next time. */
  private give(entries: readonly Entry[], limit: number): Entry[] {
    this.buffer = entries.slice(limit);
    const first = entries.slice(0, limit);
    for (const entry of first) this.delivered.set(entry.event.id, entry);
    return first;
  }

  private keep(entries: readonly Entry[]): void {
    this.buffer.push(...entries);
    if (this.buffer.length > this.capacity) this.resetBuffer();
    for (const listener of this.listeners) queueMicrotask(listener);
  }

  /** A record of which something is dropped is read again as a whole. */
  private resetBuffer(): void {
    this.isIncomplete = true;
    const dropped = new Set(this.buffer.map(({ event }) => event.subject));
    for (const { event } of this.delivered.values()) if (dropped.has(event.subject)) this.delivered.delete(event.id);
    this.buffer = [];
  }
}
