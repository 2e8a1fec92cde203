import pg from 'pg';
import type { Log } from '../../log.ts';
import { Outage } from '../outage.ts';
import { StoreUnavailable } from '../unavailable.ts';
import type { WriteProbe } from '../write-probe.ts';
import { isDiskFull, postgresProbe } from './probe.ts';
import { createSchema, type Run } from './schema.ts';
import { isUnavailable, lostConflict, whatWasDone } from './unavailable.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The schema that holds the tables: each service has one, so that several can share a database. */
  readonly schema: string;
  readonly log: Log;
  /** Milliseconds that the server spends on a statement at most, waiting for locks included; 5,000 by default. */
  readonly statementTimeout?: number;
}

export interface Statement {
  /** The server keeps the plan of a statement that has a name. */
  readonly name?: string;
  readonly text: string;
  readonly values: readonly Value[];
}

export type Value = string | number | null | readonly string[] | readonly number[];

/** Nine processes stay below the 100 connections that PostgreSQL takes by default; docs/scale.md says what more of them need. */
const connections = 10;
/** Milliseconds for a statement that reads a whole table. */
const reportTimeout = 60_000;
/** The same for a step of a migration. */
const migrationTimeout = 600_000;
/** Milliseconds after its own timeout when a server that says nothing counts as gone. */
const silence = 2_000;
/** Milliseconds until a connection is there, or a busy one is free. */
const connectTimeout = 3_000;
/** How often a statement is made that loses conflicts. */
const attempts = 3;

/**
 * The tables of a service in a PostgreSQL database, and a bounded pool of connections to them. Connections that
 * break are replaced by the next statement that needs one.
 */
export class PostgresDatabase {
  /** Where it is, without the password. */
  readonly name: string;
  readonly log: Log;
  private readonly options: PostgresOptions;
  private readonly statementTimeout: number;
  private readonly pool: pg.Pool;
  private readonly definitions: string[] = [];
  private readonly atStart: (() => Promise<void>)[] = [];
  private readonly closing = new AbortController();
  private readonly outage: Outage;
  readonly probe: WriteProbe;

  constructor(options: PostgresOptions) {
    const { host, pathname } = new URL(options.url);
    this.statementTimeout = options.statementTimeout ?? 5_000;
    this.name = `PostgreSQL ${host}${pathname}, schema ${options.schema}`;
    this.options = options;
    this.log = options.log;
    this.outage = new Outage(this.name, options.log);
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: connections,
      connectionTimeoutMillis: connectTimeout,
      statement_timeout: this.statementTimeout,
      query_timeout: this.statementTimeout + silence,
      keepAlive: true,
      application_name: `yeyak ${options.schema}`,
      options: `-c search_path="${options.schema}" -c default_transaction_isolation=read\\ committed`,
    });
    this.pool.on('error', (error) => this.outage.seen(error));
    this.probe = postgresProbe(this);
  }

  /** SQL that makes what is not there yet, run at the start. */
  define(sql: string): void {
    this.definitions.push(sql);
  }

  /** What is done at the start, when the tables are there. */
  afterDefinitions(work: () => Promise<void>): void {
    this.atStart.push(work);
  }

  /**
   * Makes or migrates the tables. Waits for a server that does not answer yet.
   * @throws when the server refuses (wrong password, no such database), or a newer program wrote the tables
   */
  async start(): Promise<void> {
    const { schema } = this.options;
    const create = async () => {
      await this.transact(migrationTimeout, (run) =>
        createSchema(run, { name: this.name, schema, definitions: this.definitions }),
      );
      for (const work of this.atStart) await work();
    };
    await this.outage.wait(create, this.closing.signal).catch((error) => {
      if (!(error instanceof pg.DatabaseError)) throw error;
      throw new Error(`${this.name}: ${error.message}`, { cause: error });
    });
  }

  /**
   * Runs a statement, in a transaction of its own, and answers its rows.
   * @throws StoreUnavailable when the server does not answer
   */
  query<Row extends object>({ values, ...statement }: Statement): Promise<Row[]> {
    const config = { ...statement, values: values.map(storable) };
    return this.withClient((client) =>
      this.watched(() => repeated(async () => (await client.query<Row>(config)).rows)),
    );
  }

  /** Runs several statements in one transaction. */
  async execute(text: string): Promise<void> {
    await this.transact(this.statementTimeout, (run) => run(text));
  }

  /** Reads with one statement, so on one state of the tables, for up to a minute. */
  async report<Row extends object>(text: string): Promise<Row[]> {
    return this.transact(reportTimeout, async (run) => {
      await run('SET TRANSACTION READ ONLY');
      return run<Row>(text);
    });
  }

  /** Lets statements under way end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.pool.end();
  }

  /** `timeout` is for each statement, in milliseconds. */
  private transact<T>(timeout: number, work: (run: Run) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      const run = <Row extends object>(text: string): Promise<Row[]> => {
        const config = { text, query_timeout: timeout + silence } as pg.QueryConfig;
        return this.watched(async () => (await client.query<Row>(config)).rows);
      };
      await run(`BEGIN; SET LOCAL statement_timeout = ${timeout}`);
      const result = await work(run);
      await run('COMMIT');
      return result;
    });
  }

  /** A connection whose work has failed is not used again. */
  private async withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.watched(() => this.pool.connect(), 'nothing');
    // A connection that breaks says so twice: here, and to the statement that fails with it.
    client.on('error', ignore);
    let failed = true;
    try {
      const result = await work(client);
      failed = false;
      return result;
    } finally {
      client.off('error', ignore);
      client.release(failed);
    }
  }

  private async watched<T>(work: () => Promise<T>, done?: 'nothing'): Promise<T> {
    try {
      const result = await work();
      this.outage.over();
      return result;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.outage.seen(error);
      if (isDiskFull(error)) this.probe.failed(error);
      throw new StoreUnavailable(error, done ?? whatWasDone(error));
    }
  }
}

/** Makes it again when it has lost a conflict, such as a deadlock with a migration. */
async function repeated<T>(statement: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await statement();
    } catch (error) {
      if (attempt === attempts || !lostConflict(error)) throw error;
    }
  }
}

function ignore(): void {}

/** PostgreSQL keeps every character of a text but the one of code 0. */
function storable(value: Value): Value {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}
