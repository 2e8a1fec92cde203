import { monotonicFactory } from 'ulid';
import { type DeadLetter, type DeadLetterFilter, type EventFacts, shownBytes } from '../../outbox/dead-letter.ts';
import { statedType } from '../../outbox/message.ts';
import type { DeadDeliveries, FailedDelivery } from '../../outbox/port.ts';
import { textOf } from './entry.ts';
import type { SqliteFile } from './file.ts';
import type { Query } from './query.ts';

/** Letters that are read at once. */
const page = 256;
const letter = 'id, name, type, facts, attempts, at, size, error';

/** Deliveries of the local bus that were given up, beside the log they come from. An id begins with the time of the end. */
export class SqliteDeadDeliveries implements DeadDeliveries {
  private readonly file: SqliteFile;
  private readonly newId = monotonicFactory();
  private readonly select: Query;
  private readonly selectLast: Query;
  private readonly selectOne: Query;
  private readonly selectCounts: Query;
  private readonly insert: number;
  private readonly removeParked: number;
  private readonly park: number;
  private readonly remove: number;

  /** The file's table of parked deliveries must be there. */
  constructor(file: SqliteFile) {
    this.file = file;
    file.database.exec(`
      CREATE TABLE IF NOT EXISTS dead(
        id TEXT PRIMARY KEY, consumer TEXT NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
        facts TEXT, attempts INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, error TEXT NOT NULL,
        event TEXT NOT NULL, UNIQUE(consumer, seq)
      ) STRICT;
    `);
    this.select = file.query(`
      SELECT ${letter} FROM dead WHERE id > :from AND id <= :until
        AND (:consumer IS NULL OR name = :consumer) AND (:type IS NULL OR type = :type)
        AND (:after IS NULL OR at >= :after) AND (:before IS NULL OR at < :before)
      ORDER BY id LIMIT ${page}`);
    this.selectLast = file.query('SELECT max(id) AS last FROM dead');
    this.selectOne = file.query(`SELECT ${letter}, event FROM dead WHERE id = ?`);
    this.selectCounts = file.query('SELECT name, count(*) AS letters FROM dead GROUP BY name ORDER BY name');
    this.insert = file.statement('INSERT OR REPLACE INTO dead VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.removeParked = file.statement('DELETE FROM parked WHERE consumer = ? AND seq = ?');
    this.park = file.statement(`
      INSERT OR REPLACE INTO parked SELECT consumer, seq, event, attempts, ?, error FROM dead
      WHERE id = ? AND consumer IN (SELECT value FROM json_each(?))`);
    this.remove = file.statement('DELETE FROM dead WHERE id = ?');
  }

  async keep({ consumer, seq, event, attempts, error }: FailedDelivery): Promise<void> {
    const at = Date.now();
    const name = consumer.slice(0, consumer.indexOf(':'));
    const [type, facts] =
      typeof event === 'string' ? [statedType(event) ?? '', null] : [event.type, JSON.stringify(told(event))];
    const text = textOf(event);
    const size = Buffer.byteLength(text);
    await this.file.write([
      [this.insert, this.newId(at), consumer, seq, name, type, facts, attempts, at, size, error, text],
      [this.removeParked, consumer, seq],
    ]);
  }

  async *list({ consumer, type, after, before }: DeadLetterFilter): AsyncIterable<DeadLetter> {
    const until = this.selectLast.get<{ last: string | null }>()?.last ?? '';
    const filter = { consumer: consumer ?? null, type: type ?? null, after: after ?? null, before: before ?? null };
    let from = '';
    for (;;) {
      const rows = this.select.all<Row>({ ...filter, until, from });
      for (const row of rows) yield letterOf(row);
      const last = rows.at(-1);
      if (!last) return;
      from = last.id;
    }
  }

  async get(id: string) {
    const row = this.selectOne.get<Row & { readonly event: string }>(id);
    return row && { ...letterOf(row), message: Buffer.from(row.event).subarray(0, shownBytes).toString() };
  }

  async count(): Promise<ReadonlyMap<string, number>> {
    const rows = this.selectCounts.all<{ name: string; letters: number }>();
    return new Map(rows.map(({ name, letters }) => [name, letters]));
  }

  async revive(ids: readonly string[], consumers: readonly string[]): Promise<number> {
    const [now, names] = [Date.now(), JSON.stringify(consumers)];
    const works = ids.map((id) =>
      this.file.write([
        [this.park, now, id, names],
        [this.remove, id],
      ]),
    );
    return changes(works);
  }

  discard(ids: readonly string[]): Promise<number> {
    return changes(ids.map((id) => this.file.write([[this.remove, id]])));
  }
}

interface Row extends Omit<DeadLetter, 'consumer' | 'event'> {
  readonly name: string;
  readonly facts: string | null;
}

function letterOf({ id, name, type, facts, attempts, at, size, error }: Row): DeadLetter {
  const event = facts === null ? {} : { event: JSON.parse(facts) as EventFacts };
  return { id, consumer: name, type, ...event, error, attempts, at, size };
}

function told({ id, source, subject, correlationid }: EventFacts): EventFacts {
  return { id, source, subject, correlationid };
}

async function changes(works: readonly Promise<{ readonly changes: number }>[]): Promise<number> {
  return (await Promise.all(works)).reduce((sum, work) => sum + work.changes, 0);
}
