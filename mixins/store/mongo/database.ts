import { type Document, MongoClient, type Collection as MongoCollection, MongoServerError } from 'mongodb';
import type { Log } from '../../log.ts';
import { Outage } from '../outage.ts';
import { StoreUnavailable } from '../unavailable.ts';
import type { WriteProbe } from '../write-probe.ts';
import { mongoProbe } from './probe.ts';
import { migrate, type SchemaDocument } from './schema.ts';
import { isUnavailable } from './unavailable.ts';

export interface MongoOptions {
  /** `mongodb://user:password@host:port/database` */
  readonly url: string;
  /** Whose collections these are: their names begin with it, so that several services can share a database. */
  readonly service: string;
  readonly log: Log;
  /** Milliseconds that a statement takes at most; 5,000 by default. */
  readonly timeout?: number;
}

const connections = 50;
/** Milliseconds until a server is found that takes writes; who waited so long is told to ask again. */
const selectionTimeout = 1_000;
/** Milliseconds until a connection is made, or a busy one is free. */
const connectTimeout = 2_000;
/** Milliseconds after the timeout when a server that says nothing counts as gone. */
const silence = 2_000;

/**
 * The collections of a service in a MongoDB database. Writes are acknowledged when they are in the journal of a
 * majority of its replicas, and only such are read. Connections that break are replaced by the driver.
 */
export class MongoDatabase {
  /** Where it is, without the password. */
  readonly name: string;
  readonly log: Log;
  private readonly options: MongoOptions;
  private readonly client: MongoClient;
  private readonly outage: Outage;
  readonly probe: WriteProbe;
  private readonly closing = new AbortController();
  private readonly definitions: (() => Promise<void>)[] = [];
  private readonly beforeClose: (() => Promise<void>)[] = [];
  /** To be given with every statement. */
  readonly limit: { readonly maxTimeMS: number };

  constructor(options: MongoOptions) {
    const { url, service, log, timeout = 5_000 } = options;
    this.options = options;
    this.log = log;
    this.limit = { maxTimeMS: timeout };
    this.client = new MongoClient(url, {
      appName: `yeyak ${service}`,
      maxPoolSize: connections,
      serverSelectionTimeoutMS: selectionTimeout,
      connectTimeoutMS: connectTimeout,
      waitQueueTimeoutMS: connectTimeout,
      socketTimeoutMS: timeout + silence,
      heartbeatFrequencyMS: connectTimeout,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: timeout },
      // What is read is there to stay: an answer may rest on it.
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      ignoreUndefined: true,
    });
    const { hosts, dbName, srvHost } = this.client.options;
    this.name = `MongoDB ${srvHost ?? hosts.join(',')}/${dbName}, service ${service}`;
    this.outage = new Outage(this.name, log);
    this.probe = mongoProbe(this);
  }

  collection<Kept extends Document>(name: string): MongoCollection<Kept> {
    return this.client.db().collection<Kept>(`${this.options.service}.${name}`);
  }

  /** What makes what is not there yet, run at the start. */
  define(definition: () => Promise<void>): void {
    this.definitions.push(definition);
  }

  /** What is done while the server can still be reached. */
  onClose(work: () => Promise<void>): void {
    this.beforeClose.push(work);
  }

  /**
   * Makes or migrates the collections. Waits for a server that does not answer yet.
   * @throws when the server refuses (wrong password, too old), or a newer program wrote the collections
   */
  async start(): Promise<void> {
    const create = () =>
      this.run(async () => {
        // A client that could not connect by itself, for a statement, never tries again.
        await this.client.connect();
        await migrate(this.name, this.collection<SchemaDocument>('schema'));
        for (const define of this.definitions) await define();
      });
    await this.outage.wait(create, this.closing.signal).catch((error) => {
      const isTheirs = error instanceof MongoServerError || !(error instanceof Error) || error.name.startsWith('Mongo');
      throw isTheirs ? new Error(`${this.name}: ${error.message}`, { cause: error }) : error;
    });
  }

  /** @throws StoreUnavailable when the server does not answer, with an unknown outcome */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.outage.over();
      return result;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.outage.seen(error);
      throw new StoreUnavailable(error, 'unknown');
    }
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    for (const work of this.beforeClose) await work();
    await this.client.close();
  }
}
