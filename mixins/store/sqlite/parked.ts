import { furthestAhead } from '../../due.ts';
import type { ParkedDeliveries, ParkedDelivery } from '../../outbox/port.ts';
import { eventOf, textOf } from './entry.ts';
import type { SqliteFile } from './file.ts';
import type { Query } from './query.ts';
import type { Step } from './writer.ts';

/** Failed deliveries of the local bus, beside the log they come from. */
export class SqliteParkedDeliveries implements ParkedDeliveries {
  private readonly file: SqliteFile;
  private readonly upsert: number;
  private readonly selectDue: Query;
  private readonly selectNext: Query;
  private readonly delete: number;
  private readonly deleteAll: number;

  constructor(file: SqliteFile) {
    this.file = file;
    file.database.exec(`
      CREATE TABLE IF NOT EXISTS parked(
        consumer TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL,
        dueAt INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(consumer, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS "parked.due" ON parked(consumer, dueAt);
    `);
    this.upsert = file.statement('INSERT OR REPLACE INTO parked VALUES(?, ?, ?, ?, ?, ?)');
    this.selectDue = file.query(
      'SELECT * FROM parked WHERE consumer = ? AND (dueAt <= ? OR dueAt > ?) ORDER BY dueAt, seq LIMIT ?',
    );
    this.selectNext = file.query('SELECT min(dueAt) AS next FROM parked WHERE consumer = ?');
    this.delete = file.statement('DELETE FROM parked WHERE consumer = ? AND seq = ?');
    this.deleteAll = file.statement('DELETE FROM parked WHERE consumer = ?');
  }

  async park({ consumer, seq, event, attempts, dueAt, error }: ParkedDelivery): Promise<void> {
    await this.file.write([[this.upsert, consumer, seq, textOf(event), attempts, dueAt, error]]);
  }

  async due(consumer: string, now: number, limit: number): Promise<ParkedDelivery[]> {
    const rows = this.selectDue.all<ParkedRow>(consumer, now, now + furthestAhead, limit);
    return rows.map((row) => ({ ...row, event: eventOf(row.event) }));
  }

  next(consumer: string): number | undefined {
    return this.selectNext.get<{ next: number | null }>(consumer)?.next ?? undefined;
  }

  /** The step that drops all of a consumer. */
  dropAll(consumer: string): Step {
    return [this.deleteAll, consumer];
  }

  async remove(consumer: string, seq: number): Promise<void> {
    await this.file.write([[this.delete, consumer, seq]]);
  }
}

interface ParkedRow extends Omit<ParkedDelivery, 'event'> {
  readonly event: string;
}
