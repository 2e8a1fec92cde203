import type { Envelope } from '../../kernel/event.ts';
import { type Entry, type Found, type OutboxOptions, SharedOutbox } from '../shared-outbox.ts';
import type { PostgresDatabase, Value } from './database.ts';
import { typeOf } from './schema.ts';
import type { Committed } from './statements.ts';

type Tables = Pick<PostgresDatabase, 'name' | 'define' | 'query'>;

/**
 * The outbox of a service as a table, in one transaction with its records. An event's place is its row's number, which
 * is in order of version for each record: a later version is written later.
 */
export class PostgresOutbox extends SharedOutbox {
  readonly name: string;
  private readonly database: Tables;

  constructor(database: Tables, options?: OutboxOptions) {
    super(options);
    this.name = database.name;
    this.database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS outbox(
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject ${typeOf('text')} NOT NULL, writer uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(), event json NOT NULL
      );
      CREATE INDEX IF NOT EXISTS "outbox.subject" ON outbox(subject);`);
  }

  /** Takes the events of a change that was made. */
  committed(id: string, events: readonly Envelope[], { appended, before }: Committed): Promise<void> {
    const entries = events.map((event, index) => ({ token: Number(appended[index]), event }));
    return this.append(id, entries, before);
  }

  protected async read(limit: number, age: number, given: readonly Entry[]): Promise<Found> {
    const aged = "at <= now() - make_interval(secs => $1) OR at > now() + interval '2 hours'";
    const left = `($1::float8 = 0 OR (writer <> $2 AND (${aged})))`;
    const entries = await this.entries(`WHERE ${left} AND seq <> ALL($3::bigint[]) ORDER BY seq LIMIT $4`, [
      age / 1_000,
      this.writer,
      given.map(({ token }) => token),
      limit,
    ]);
    return { entries, more: entries.length === limit };
  }

  protected pendingOfOthers(id: string): Promise<Entry[]> {
    return this.entries('WHERE subject = $1 AND writer <> $2 ORDER BY seq', [id, this.writer]);
  }

  protected async remove(published: readonly Entry[]): Promise<void> {
    const text = `DELETE FROM outbox WHERE seq IN
      (SELECT seq FROM outbox WHERE seq = ANY($1::bigint[]) FOR UPDATE SKIP LOCKED)`;
    await this.database.query({ name: 'outbox.clear', text, values: [published.map(({ token }) => token)] });
  }

  /** Without a name, so that it is planned anew: what is best differs between an empty and a full outbox. */
  private async entries(where: string, values: readonly Value[]): Promise<Entry[]> {
    const text = `SELECT seq::float8 AS seq, event FROM outbox ${where}`;
    const rows = await this.database.query<{ seq: number; event: Envelope }>({ text, values });
    return rows.map(({ seq, event }) => ({ token: seq, event }));
  }
}
