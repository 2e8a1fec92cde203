import { MongoClient } from 'mongodb';
import type { Collection } from '../../mixins/store/collection.ts';
import { MongoDatabase } from '../../mixins/store/mongo/database.ts';
import { MongoStore } from '../../mixins/store/mongo.ts';
import { startMongo } from './mongo.ts';
import type { ReplicaOptions, Server, ServerHarness } from './replicas.ts';
import { silent } from './silent.ts';
import { type Sample, samples } from './store.ts';

let server: Promise<Server> | undefined;
let places = 0;

/** A place is the collections of a service on one server, which starts when it is first needed; `stopServer` ends it. */
export const harness = {
  module: import.meta.url,
  async newPlace() {
    server ??= startMongo();
    places += 1;
    return `${(await server).url}#place_${places}`;
  },
  async open(place: string, collection = samples) {
    return openStore<Sample>(place, collection, { adoptAfter: 0 });
  },
  openReplica: (place: string, options: ReplicaOptions = {}) => openStore<Sample>(place, samples, options),
  startServer: startMongo,
  async removePlace(place: string) {
    const { url, service } = partsOf(place);
    const client = new MongoClient(url);
    const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
    const own = collections.filter(({ name }) => name.startsWith(`${service}.`));
    await Promise.all(own.map(({ name }) => client.db().dropCollection(name)));
    await client.close();
  },
  async damage(place: string, id: string) {
    const { url, service } = partsOf(place);
    const write = async (state: unknown) => {
      const client = new MongoClient(url);
      const records = client.db().collection<{ _id: string; state: unknown }>(`${service}.sample`);
      const before = await records.findOneAndUpdate({ _id: id }, { $set: { state } });
      await client.close();
      return before?.state;
    };
    const before = await write('no object');
    return async () => void (await write(before));
  },
  async stopServer() {
    await (await server)?.stop();
    server = undefined;
  },
} satisfies ServerHarness;

/** Opens the records of a collection as a process does; another one may have them open too. */
export async function openStore<State extends object>(
  place: string,
  collection: Collection,
  { log = silent, timeout, ...outboxOptions }: ReplicaOptions = {},
) {
  const database = new MongoDatabase({ ...partsOf(place), log, ...(timeout && { timeout }) });
  const store = new MongoStore<State>(database, collection, outboxOptions);
  await database.start();
  return { store, outbox: store.outbox, database, close: () => database.close() };
}

function partsOf(place: string): { url: string; service: string } {
  const [url = '', service = ''] = place.split('#');
  return { url, service };
}
