import { MongoClient } from 'mongodb';
import type { Collection } from '../../mixins/store/collection.ts';
import { MongoDatabase } from '../../mixins/store/mongo/database.ts';
import { MongoStore } from '../../mixins/store/mongo.ts';
import { startMongo } from './mongo.ts';
import type { ReplicaOptions } from './replicas.ts';
import { partsOf, serverHarness } from './server-harness.ts';
import { silent } from './silent.ts';
import type { Sample } from './store.ts';

/** A place is the collections of a service. */
export const harness = serverHarness({
  module: import.meta.url,
  startServer: startMongo,
  openStore: openStore<Sample>,
  async removePlace(place) {
    const { url, part } = partsOf(place);
    const client = new MongoClient(url);
    const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
    const own = collections.filter(({ name }) => name.startsWith(`${part}.`));
    await Promise.all(own.map(({ name }) => client.db().dropCollection(name)));
    await client.close();
  },
  async damage(place, id) {
    const { url, part } = partsOf(place);
    const write = async (state: unknown) => {
      const client = new MongoClient(url);
      const records = client.db().collection<{ _id: string; state: unknown }>(`${part}.sample`);
      const before = await records.findOneAndUpdate({ _id: id }, { $set: { state } });
      await client.close();
      return before?.state;
    };
    const before = await write('no object');
    return async () => void (await write(before));
  },
});

/** Opens the records of a collection as a process does; another one may have them open too. */
export async function openStore<State extends object>(
  place: string,
  collection: Collection,
  { log = silent, timeout, ...outboxOptions }: ReplicaOptions = {},
) {
  const { url, part } = partsOf(place);
  const database = new MongoDatabase({ url, service: part, log, ...(timeout && { timeout }) });
  const store = new MongoStore<State>(database, collection, outboxOptions);
  try {
    await database.start();
  } catch (error) {
    await database.close();
    throw error;
  }
  return { store, outbox: store.outbox, database, close: () => database.close() };
}
