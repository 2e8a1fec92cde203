import { MongoClient } from 'mongodb';
import type { Collection } from '../../mixins/store/collection.ts';
import { MongoDatabase, type MongoOptions } from '../../mixins/store/mongo/database.ts';
import { MongoStore } from '../../mixins/store/mongo.ts';
import type { OutboxOptions } from '../../mixins/store/shared-outbox.ts';
import { type Mongo, startMongo } from './mongo.ts';
import { silent } from './silent.ts';
import { type Sample, type StoreHarness, samples } from './store.ts';

let server: Promise<Mongo> | undefined;
let places = 0;

/** A place is the collections of a service on one server, which starts when it is first needed; `stopServer` ends it. */
export const harness: StoreHarness = {
  module: import.meta.url,
  async newPlace() {
    server ??= startMongo();
    places += 1;
    return `${(await server).url}#place_${places}`;
  },
  async open(place, collection = samples) {
    return openStore<Sample>(place, { adoptAfter: 0, collection });
  },
  async removePlace(place) {
    const { url, service } = partsOf(place);
    const client = new MongoClient(url);
    const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
    const own = collections.filter(({ name }) => name.startsWith(`${service}.`));
    await Promise.all(own.map(({ name }) => client.db().dropCollection(name)));
    await client.close();
  },
};

export async function stopServer(): Promise<void> {
  await (await server)?.stop();
  server = undefined;
}

interface OpenOptions extends OutboxOptions, Partial<Pick<MongoOptions, 'log' | 'timeout'>> {
  readonly collection?: Collection;
}

/** Opens the records of a collection as a process does; another one may have them open too. */
export async function openStore<State extends object = Sample>(place: string, options: OpenOptions = {}) {
  const { collection = samples, ...others } = options;
  const database = new MongoDatabase({ log: silent, ...others, ...partsOf(place) });
  const store = new MongoStore<State>(database, collection, others);
  await database.start();
  return { store, outbox: store.outbox, database, close: () => database.close() };
}

/** Inside a `describe`: opens stores at an empty place for each test, and closes them after it. */
export function useReplicas() {
  const opened: { close(): Promise<void> }[] = [];
  let place: string;
  before(async function () {
    this.timeout(60_000);
    await harness.newPlace();
  });
  beforeEach(async () => {
    place = await harness.newPlace();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await harness.removePlace(place);
  });
  after(stopServer);
  return {
    get place() {
      return place;
    },
    async open<State extends object = Sample>(options: OpenOptions = {}, at = place) {
      const store = await openStore<State>(at, options);
      opened.push(store);
      return store;
    },
  };
}

function partsOf(place: string): { url: string; service: string } {
  const [url = '', service = ''] = place.split('#');
  return { url, service };
}
