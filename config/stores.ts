import { join } from 'node:path';
import type { Log } from '../mixins/bus/port.ts';
import type { Runtime } from '../mixins/runtime.ts';
import { PostgresDatabase } from '../mixins/store/postgres/database.ts';
import { PostgresOutbox } from '../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../mixins/store/postgres.ts';
import { SqliteFile } from '../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../mixins/store/sqlite.ts';
import type { Env } from './env.ts';
import { pruneHourly } from './retention.ts';

/** The stores of a process's services. */
export interface Stores extends Pick<Runtime, 'open'> {
  /** Resolves when the servers of those that were opened are there. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function createStores(env: Env, log: Log): Stores {
  const files = new Shared((path) => {
    const file = new SqliteFile(path);
    const events = new SqliteLog(file);
    // In a single process the log is kept: it is all that views can be rebuilt from. Else the streams have the events.
    const endPruning = env.NATS_URL === undefined ? () => {} : pruneHourly(events, log);
    return { file, log: events, endPruning };
  });
  const databases = new Shared((schema) => {
    const database = new PostgresDatabase({ url: storeUrl(schema, env), schema, log });
    return { database, outbox: new PostgresOutbox(database) };
  });
  return {
    open(service, collection) {
      if (storeUrl(service, env) === 'sqlite') {
        const { file, log } = files.get(storeFile(service, env));
        return new SqliteStore(file, log, collection);
      }
      const { database, outbox } = databases.get(service);
      return new PostgresStore(database, outbox, collection);
    },
    async start() {
      await Promise.all(databases.all().map(({ database }) => database.start()));
    },
    async close() {
      for (const { endPruning } of files.all()) endPruning();
      await Promise.all([
        ...files.all().map(({ file }) => file.close()),
        ...databases.all().map(({ database }) => database.close()),
      ]);
    },
  };
}

/** Where a service keeps its records: `sqlite`, or the address of a database. */
export function storeUrl(service: string, env: Env): string {
  const own: Readonly<Record<string, string | undefined>> = {
    rental: env.RENTAL_STORE_URL,
    payment: env.PAYMENT_STORE_URL,
    book: env.BOOK_STORE_URL,
    mypage: env.MYPAGE_STORE_URL,
    identity: env.IDENTITY_STORE_URL,
  };
  return own[service] ?? env.STORE_URL;
}

/** One file for all services of a single process, so that they share its transactions; else one for each service. */
export function storeFile(service: string, env: Env): string {
  return join(env.DATA_DIR, env.NATS_URL === undefined ? 'yeyak.db' : `${service}.db`);
}

/** What is made once for each name, when it is first asked for. */
class Shared<Thing> {
  private readonly things = new Map<string, Thing>();
  private readonly make: (name: string) => Thing;

  constructor(make: (name: string) => Thing) {
    this.make = make;
  }

  get(name: string): Thing {
    const thing = this.things.get(name) ?? this.make(name);
    this.things.set(name, thing);
    return thing;
  }

  all(): Thing[] {
    return [...this.things.values()];
  }
}
