import type { Envelope } from '../../kernel/event.ts';
import type { EventLog, LogEntry, PendingEvent } from '../../outbox/port.ts';
import { SqliteDeadDeliveries } from './dead.ts';
import { eventOf } from './entry.ts';
import type { SqliteFile } from './file.ts';
import { SqliteParkedDeliveries } from './parked.ts';
import type { Query } from './query.ts';
import { LogTail } from './tail.ts';
import type { Step } from './writer.ts';

const relay = 'relay';
/** Entries that one transaction of `prune` deletes at most: more would hold up the other writes. */
const pruned = 1_000;
/** Milliseconds between two times that cursors are written: what a crash leaves behind them is delivered again. */
const saveEvery = 50;

/**
 * The outbox of a file: appended to in the transaction of each change, in order, and read as a log. Its
 * sequence has no gaps: a transaction that is rolled back gives its numbers back.
 */
export class SqliteLog implements EventLog {
  readonly name: string;
  readonly parked: SqliteParkedDeliveries;
  readonly dead: SqliteDeadDeliveries;
  private readonly file: SqliteFile;
  private readonly insert: number;
  private readonly select: Query;
  private readonly selectBeginning: Query;
  private readonly selectEnd: Query;
  private readonly upsertCursor: number;
  private readonly deleteCursor: number;
  private readonly deleteOld: number;
  private readonly cursors: Map<string, number>;
  private readonly unsaved = new Set<string>();
  private savedAt = Number.NEGATIVE_INFINITY;
  private readonly listeners: (() => void)[] = [];
  /** Above the relay's cursor, which moves once there is no gap below them. */
  private readonly published = new Set<number>();
  private announced = false;
  private readonly tail: LogTail;

  constructor(file: SqliteFile, tailLength = 2_048) {
    this.name = file.path;
    this.file = file;
    this.tail = new LogTail(tailLength);
    // Without AUTOINCREMENT an emptied log would begin at 1 again, below the cursors.
    file.database.exec(`
      CREATE TABLE IF NOT EXISTS log(seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS cursor(consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `);
    this.parked = new SqliteParkedDeliveries(file);
    this.dead = new SqliteDeadDeliveries(file);
    this.insert = file.statement('INSERT INTO log(at, event) VALUES(?, ?)');
    this.select = file.query('SELECT seq, event FROM log WHERE seq > ? ORDER BY seq LIMIT ?');
    this.selectBeginning = file.query(
      `SELECT coalesce((SELECT min(seq) - 1 FROM log), (SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0) AS seq`,
    );
    this.selectEnd = file.query('SELECT max(seq) AS seq FROM log');
    this.upsertCursor = file.statement(
      'INSERT INTO cursor VALUES(?, ?) ON CONFLICT(consumer) DO UPDATE SET seq = excluded.seq',
    );
    this.deleteCursor = file.statement('DELETE FROM cursor WHERE consumer = ?');
    this.deleteOld = file.statement('DELETE FROM log WHERE seq <= ? AND at < ?');
    const saved = file.query('SELECT consumer, seq FROM cursor').all<{ consumer: string; seq: number }>();
    this.cursors = new Map(saved.map(({ consumer, seq }) => [consumer, seq]));
    this.bringBack();
    file.beforeBatch = (isLast) => this.saveCursors(isLast);
    file.afterLoss = () => {
      this.tail.forget();
      this.announce();
    };
  }

  /** Does `first`, and appends the events if it changed a row. Resolves with whether it did. */
  append(first: Step, events: readonly Envelope[]): Promise<boolean> {
    const at = Date.now();
    const entries = events.map((event): Step => [this.insert, at, JSON.stringify(event)]);
    return this.file.write([first, ...entries], ({ changes, lastRowId }) => {
      if (changes > 0 && events.length > 0) this.appended(events, lastRowId);
      return changes > 0;
    });
  }

  appendAlone(events: readonly Envelope[]): Promise<void> {
    const at = Date.now();
    const [first, ...others] = events.map((event): Step => [this.insert, at, JSON.stringify(event)]);
    if (!first) return Promise.resolve();
    return this.file.write([first, ...others], () => {
      this.tail.forget();
      this.announce();
    });
  }

  onAppend(listener: () => void): void {
    this.listeners.push(listener);
  }

  read(seq: number, limit: number): LogEntry[] {
    return this.tail.read(seq, limit) ?? this.readTable(seq, limit);
  }

  end(): number {
    return this.selectEnd.get<{ seq: number | null }>()?.seq ?? 0;
  }

  cursor(consumer: string): number {
    return this.cursors.get(consumer) ?? 0;
  }

  saveCursor(consumer: string, seq: number): void {
    this.cursors.set(consumer, seq);
    this.unsaved.add(consumer);
  }

  forget(consumer: string): void {
    if (!this.cursors.delete(consumer)) return;
    this.unsaved.delete(consumer);
    const dropped = this.file.write([[this.deleteCursor, consumer], this.parked.dropAll(consumer)]);
    dropped.catch((error) => this.file.log.warn(`${this.name}: the cursor of ${consumer} stays: ${error}`));
  }

  /** Leaves out what is no event, as if it were published, and says so: it must not hold up the others. */
  async pending(limit: number, after?: PendingEvent): Promise<PendingEvent[]> {
    if (!this.cursors.has(relay)) this.saveCursor(relay, this.beginning());
    const pending: PendingEvent[] = [];
    let seq = after ? (after.token as number) : this.cursor(relay);
    while (pending.length < limit) {
      const entries = this.read(seq, limit - pending.length);
      if (entries.length === 0) break;
      for (const entry of entries) {
        seq = entry.seq;
        if (this.published.has(seq)) continue;
        if (typeof entry.event === 'string') this.leaveOut(seq);
        else pending.push({ token: seq, event: entry.event });
      }
    }
    return pending;
  }

  async clear(published: readonly PendingEvent[]): Promise<void> {
    let floor = this.cursor(relay);
    for (const { token } of published) if ((token as number) > floor) this.published.add(token as number);
    while (this.published.delete(floor + 1)) floor += 1;
    this.saveCursor(relay, floor);
  }

  async prune(before: number): Promise<number> {
    if (this.cursors.size === 0) return 0;
    const passed = Math.min(...this.cursors.values());
    for (let total = 0; ; ) {
      const last = Math.min(passed, this.beginning() + pruned);
      const changes = await this.file.write([[this.deleteOld, last, before]], (done) => done.changes);
      if (changes === 0) return total;
      total += changes;
    }
  }

  /** A cursor beyond the log, part of which was lost, would pass over what comes next: it begins again. */
  private bringBack(): void {
    const last = this.file.query(`SELECT seq FROM sqlite_sequence WHERE name = 'log'`).get<{ seq: number }>()?.seq ?? 0;
    const ahead = [...this.cursors].filter(([, seq]) => seq > Math.max(last, this.end()));
    if (ahead.length === 0) return;
    for (const [consumer] of ahead) this.saveCursor(consumer, this.beginning());
    const names = ahead.map(([consumer]) => consumer).join(', ');
    this.file.log.warn(`${this.name}: the log has lost its end, and is read again from its beginning by ${names}`);
  }

  private leaveOut(seq: number): void {
    this.published.add(seq);
    this.file.log.error(`${this.name}: entry ${seq} of table log is no event, and is not published`);
  }

  private appended(events: readonly Envelope[], last: number): void {
    this.tail.push(events.map((event, index) => ({ seq: last - events.length + index + 1, event })));
    this.announce();
  }

  private announce(): void {
    if (this.announced) return;
    this.announced = true;
    queueMicrotask(() => {
      this.announced = false;
      for (const listener of this.listeners) listener();
    });
  }

  private saveCursors(isLast: boolean): void {
    const now = performance.now();
    if (this.unsaved.size === 0 || (!isLast && now - this.savedAt < saveEvery)) return;
    this.savedAt = now;
    for (const consumer of this.unsaved) {
      const save = this.file.write([[this.upsertCursor, consumer, this.cursor(consumer)]]);
      save.catch(() => {
        this.unsaved.add(consumer);
        this.savedAt = Number.NEGATIVE_INFINITY;
      });
    }
    this.unsaved.clear();
  }

  private readTable(seq: number, limit: number): LogEntry[] {
    const rows = this.select.all<{ seq: number; event: string }>(seq, limit);
    return rows.map((row) => ({ seq: row.seq, event: eventOf(row.event) }));
  }

  /** Where a reader stands that has read nothing. */
  private beginning(): number {
    return this.selectBeginning.get<{ seq: number }>()?.seq ?? 0;
  }
}
