import type { StatementSync } from 'node:sqlite';
import type { Envelope } from '../../kernel/event.ts';
import type { EventLog, LogEntry, PendingEvent } from '../port.ts';
import type { Participant, SqliteFile } from './file.ts';
import { SqliteParkedDeliveries } from './parked.ts';

/** Newest entries kept in memory, so that a consumer that keeps up reads and parses nothing. */
const tailLength = 4_096;
const relayCursor = 'relay';

/** The outbox of a file: appended to in the transaction of each change, in order, and read as a log. */
export class SqliteLog implements EventLog, Participant {
  readonly name: string;
  readonly parked: SqliteParkedDeliveries;
  private readonly insert: StatementSync;
  private readonly select: StatementSync;
  private readonly upsertCursor: StatementSync;
  private readonly cursors: Map<string, number>;
  private readonly unsaved = new Set<string>();
  private readonly listeners: (() => void)[] = [];
  private readonly published = new Set<number>();
  private appended: LogEntry[] = [];
  private tail: LogEntry[] = [];

  constructor(file: SqliteFile) {
    this.name = file.path;
    // Without AUTOINCREMENT an emptied log would begin at 1 again, below the cursors.
    file.database.exec(`
      CREATE TABLE IF NOT EXISTS log(seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS cursor(consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `);
    this.parked = new SqliteParkedDeliveries(file);
    this.insert = file.database.prepare('INSERT INTO log(at, event) VALUES(?, ?)');
    this.select = file.database.prepare('SELECT seq, event FROM log WHERE seq > ? ORDER BY seq LIMIT ?');
    this.upsertCursor = file.database.prepare(
      'INSERT INTO cursor VALUES(?, ?) ON CONFLICT(consumer) DO UPDATE SET seq = excluded.seq',
    );
    const saved = file.database.prepare('SELECT consumer, seq FROM cursor').all() as {
      consumer: string;
      seq: number;
    }[];
    this.cursors = new Map(saved.map(({ consumer, seq }) => [consumer, seq]));
    file.join(this);
  }

  /** Inside a transaction of the file. */
  append(events: readonly Envelope[]): void {
    for (const event of events) {
      const { lastInsertRowid } = this.insert.run(Date.now(), JSON.stringify(event));
      this.appended.push({ seq: Number(lastInsertRowid), event });
    }
  }

  beforeCommit(): void {
    for (const consumer of this.unsaved) this.upsertCursor.run(consumer, this.cursor(consumer));
  }

  committed(): void {
    this.unsaved.clear();
    if (this.appended.length === 0) return;
    this.tail.push(...this.appended);
    if (this.tail.length > 2 * tailLength) this.tail = this.tail.slice(-tailLength);
    this.appended = [];
    for (const listener of this.listeners) listener();
  }

  rolledBack(): void {
    this.appended = [];
  }

  onAppend(listener: () => void): void {
    this.listeners.push(listener);
  }

  read(seq: number, limit: number): LogEntry[] {
    const first = this.tail[0];
    if (first && first.seq <= seq + 1) return this.tail.slice(seq + 1 - first.seq, seq + 1 - first.seq + limit);
    const rows = this.select.all(seq, limit) as { seq: number; event: string }[];
    return rows.map((row) => ({ seq: row.seq, event: JSON.parse(row.event) as Envelope }));
  }

  cursor(consumer: string): number {
    return this.cursors.get(consumer) ?? 0;
  }

  saveCursor(consumer: string, seq: number): void {
    this.cursors.set(consumer, seq);
    this.unsaved.add(consumer);
  }

  async pending(limit: number): Promise<PendingEvent[]> {
    return this.read(this.cursor(relayCursor), limit).map(({ seq, event }) => ({ token: seq, event }));
  }

  async clear(published: readonly PendingEvent[]): Promise<void> {
    for (const { token } of published) this.published.add(token as number);
    let floor = this.cursor(relayCursor);
    while (this.published.delete(floor + 1)) floor += 1;
    this.saveCursor(relayCursor, floor);
  }
}
