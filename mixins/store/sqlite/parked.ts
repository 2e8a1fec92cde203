import type { StatementSync } from 'node:sqlite';
import type { Envelope } from '../../kernel/event.ts';
import type { ParkedDeliveries, ParkedDelivery } from '../port.ts';
import type { SqliteFile } from './file.ts';

/** Failed deliveries of the local bus, beside the log they come from. */
export class SqliteParkedDeliveries implements ParkedDeliveries {
  private readonly file: SqliteFile;
  private readonly upsert: number;
  private readonly selectDue: StatementSync;
  private readonly selectNext: StatementSync;
  private readonly delete: number;

  constructor(file: SqliteFile) {
    this.file = file;
    file.database.exec(`
      CREATE TABLE IF NOT EXISTS parked(
        consumer TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL,
        dueAt INTEGER NOT NULL, dead INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(consumer, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS "parked.dueAt" ON parked(consumer, dueAt) WHERE dead = 0;
    `);
    this.upsert = file.statement('INSERT OR REPLACE INTO parked VALUES(?, ?, ?, ?, ?, ?, ?)');
    this.selectDue = file.database.prepare(
      'SELECT * FROM parked WHERE consumer = ? AND dead = 0 AND dueAt <= ? ORDER BY dueAt, seq LIMIT ?',
    );
    this.selectNext = file.database.prepare('SELECT min(dueAt) AS next FROM parked WHERE consumer = ? AND dead = 0');
    this.delete = file.statement('DELETE FROM parked WHERE consumer = ? AND seq = ?');
  }

  async park({ consumer, seq, event, attempts, dueAt, dead, error }: ParkedDelivery): Promise<void> {
    const json = JSON.stringify(event);
    await this.file.write([[this.upsert, consumer, seq, json, attempts, dueAt, dead ? 1 : 0, error]]);
  }

  async due(consumer: string, now: number, limit: number): Promise<ParkedDelivery[]> {
    return (this.selectDue.all(consumer, now, limit) as unknown as ParkedRow[]).map((row) => ({
      ...row,
      event: JSON.parse(row.event) as Envelope,
      dead: row.dead === 1,
    }));
  }

  next(consumer: string): number | undefined {
    const row = this.selectNext.get(consumer) as { next: number | null };
    return row.next ?? undefined;
  }

  async remove(consumer: string, seq: number): Promise<void> {
    await this.file.write([[this.delete, consumer, seq]]);
  }
}

interface ParkedRow extends Omit<ParkedDelivery, 'event' | 'dead'> {
  readonly event: string;
  readonly dead: number;
}
