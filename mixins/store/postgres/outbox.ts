import { randomUUID } from 'node:crypto';
import type { Envelope } from '../../kernel/event.ts';
import type { Outbox, PendingEvent } from '../port.ts';
import type { PostgresDatabase, Value } from './database.ts';
import { typeOf } from './schema.ts';
import type { Committed } from './statements.ts';

export interface OutboxOptions {
  /** Milliseconds after which events that another process has committed and not cleared count as left behind; 5,000 by default. */
  readonly adoptAfter?: number;
  /** Own events that are kept in memory until they are asked for; past it they are read from the table. */
  readonly capacity?: number;
}

type Tables = Pick<PostgresDatabase, 'name' | 'define' | 'query'>;

/** An event in the outbox by its place, which is in order of version for each record: a later version is written later. */
interface Entry extends PendingEvent {
  readonly token: number;
}

/**
 * The outbox of a service's database, which its replicas share. Each gives its own events out of memory as soon as
 * they are committed, and adopts what others have left behind. Who changes a record that another has changed before
 * takes over what is pending of it first, so that every relay has the events of a record in order of version. That
 * two relays publish one event is harmless.
 * There is no cursor: places are given out before they are committed, and it would pass over a late one.
 */
export class PostgresOutbox implements Outbox {
  readonly name: string;
  private readonly database: Tables;
  private readonly adoptAfter: number;
  private readonly capacity: number;
  private readonly listeners: (() => void)[] = [];
  private currentWriter: string = randomUUID();
  /** Committed or taken over since the table was read to its end, and not given yet. */
  private fresh: Entry[] = [];
  /** The table holds more than was given and is fresh: at first, and after too much at once. */
  private behind = true;
  /** Places of what was given since the last look from the beginning, and not cleared. */
  private readonly given = new Set<number>();

  constructor(database: Tables, { adoptAfter = 5_000, capacity = 10_000 }: OutboxOptions = {}) {
    this.name = database.name;
    this.database = database;
    this.adoptAfter = adoptAfter;
    this.capacity = capacity;
    database.define(`
      CREATE TABLE IF NOT EXISTS outbox(
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject ${typeOf('text')} NOT NULL, writer uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(), event json NOT NULL
      );
      CREATE INDEX IF NOT EXISTS "outbox.subject" ON outbox(subject);`);
  }

  /** Who makes a change: this process, since the last write whose outcome is unknown. */
  get writer(): string {
    return this.currentWriter;
  }

  /** Takes the events of a change that was made. */
  async committed(id: string, events: readonly Envelope[], { appended, before }: Committed): Promise<void> {
    if (events.length === 0) return;
    if (before && before !== this.writer) await this.takeOver(id);
    this.keep(events.map((event, index) => ({ token: Number(appended[index]), event })));
  }

  /**
   * To be called when the outcome of a write is unknown: the change may have been made, or may yet be. What this
   * process has written so far then counts as another's, which is taken over or adopted where it is still there.
   */
  leaveBehind(): void {
    this.currentWriter = randomUUID();
  }

  onAppend(listener: () => void): void {
    this.listeners.push(listener);
  }

  async pending(limit: number, after?: PendingEvent): Promise<Entry[]> {
    if (!after) this.given.clear();
    if (after && !this.behind) return this.give(this.fresh, limit);
    const age = this.behind ? 0 : this.adoptAfter;
    this.behind = false;
    const found = await this.read(limit, age).catch((error) => {
      this.fallBehind();
      throw error;
    });
    if (this.behind) return this.pending(limit, after);
    const known = new Map([...found, ...this.fresh].map((entry) => [entry.token, entry]));
    const inOrder = [...known.values()].sort((one, other) => one.token - other.token);
    const given = this.give(inOrder, limit);
    if (found.length === limit) this.fallBehind();
    return given;
  }

  /** Another replica may be clearing the same. */
  async clear(published: readonly PendingEvent[]): Promise<void> {
    const tokens = published.map(({ token }) => token as number);
    for (const token of tokens) this.given.delete(token);
    const text = `DELETE FROM outbox WHERE seq IN
      (SELECT seq FROM outbox WHERE seq = ANY($1::bigint[]) FOR UPDATE SKIP LOCKED)`;
    await this.database.query({ name: 'outbox.clear', text, values: [tokens] }).catch((error) => {
      this.leaveBehind();
      throw error;
    });
  }

  /** The first of `entries`; the others are kept for the next time. */
  private give(entries: readonly Entry[], limit: number): Entry[] {
    this.fresh = entries.slice(limit);
    const first = entries.slice(0, limit);
    for (const { token } of first) this.given.add(token);
    return first;
  }

  /** The first that were not given: all, or what others have committed and left for so many milliseconds. */
  private read(limit: number, age: number): Promise<Entry[]> {
    const left = '($1::float8 = 0 OR (writer <> $2 AND at <= now() - make_interval(secs => $1)))';
    return this.entries(`WHERE ${left} AND seq <> ALL($3::bigint[]) ORDER BY seq LIMIT $4`, [
      age / 1_000,
      this.writer,
      [...this.given],
      limit,
    ]);
  }

  private async takeOver(id: string): Promise<void> {
    try {
      this.keep(await this.entries('WHERE subject = $1 AND writer <> $2 ORDER BY seq', [id, this.writer]));
    } catch {
      this.fallBehind();
    }
  }

  /** Without a name, so that it is planned anew: what is best differs between an empty and a full outbox. */
  private async entries(where: string, values: readonly Value[]): Promise<Entry[]> {
    const text = `SELECT seq::float8 AS seq, event FROM outbox ${where}`;
    const rows = await this.database.query<{ seq: number; event: Envelope }>({ text, values });
    return rows.map(({ seq, event }) => ({ token: seq, event }));
  }

  private keep(entries: readonly Entry[]): void {
    this.fresh.push(...entries);
    if (this.fresh.length > this.capacity) this.fallBehind();
    for (const listener of this.listeners) queueMicrotask(listener);
  }

  private fallBehind(): void {
    this.behind = true;
    this.fresh = [];
  }
}
