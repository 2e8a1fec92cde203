import type { Log } from '../../mixins/log.ts';
import { MongoDatabase } from '../../mixins/store/mongo/database.ts';
import { MongoStore } from '../../mixins/store/mongo.ts';
import type { Env } from '../env.ts';
import { Shared, type Stores } from './store-factory.ts';
import { storeUrl } from './store-location.ts';

export function createStores(env: Env, log: Log): Stores {
  const databases = new Shared((service) => new MongoDatabase({ url: storeUrl(service, env), service, log }));
  return {
    open: (service, collection) => new MongoStore(databases.get(service), collection),
    async start() {
      await Promise.all(databases.all().map((database) => database.start()));
    },
    async close() {
      await Promise.all(databases.all().map((database) => database.close()));
    },
  };
}
