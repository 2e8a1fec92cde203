import type { Log } from '../../mixins/log.ts';
import { PostgresDatabase } from '../../mixins/store/postgres/database.ts';
import { PostgresOutbox } from '../../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../../mixins/store/postgres.ts';
import type { Env } from '../env.ts';
import { Shared, type Stores } from './store-factory.ts';
import { storeUrl } from './store-location.ts';

export function createStores(env: Env, log: Log): Stores {
  const databases = new Shared((schema) => {
    const database = new PostgresDatabase({ url: storeUrl(schema, env), schema, log });
    return { database, outbox: new PostgresOutbox(database) };
  });
  return {
    open(service, collection) {
      const { database, outbox } = databases.get(service);
      return new PostgresStore(database, outbox, collection);
    },
    async start() {
      await Promise.all(databases.all().map(({ database }) => database.start()));
    },
    async close() {
      await Promise.all(databases.all().map(({ database }) => database.close()));
    },
  };
}
