import type { Collection } from '../../mixins/store/collection.ts';
import { PostgresDatabase, type PostgresOptions } from '../../mixins/store/postgres/database.ts';
import { PostgresOutbox } from '../../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../../mixins/store/postgres.ts';
import type { OutboxOptions } from '../../mixins/store/shared-outbox.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { silent } from './silent.ts';
import { type Sample, type StoreHarness, samples } from './store.ts';

let server: Promise<Postgres> | undefined;
let places = 0;

/** A place is a schema of one server, which starts when it is first needed; `stopServer` ends it. */
export const harness: StoreHarness = {
  module: import.meta.url,
  async newPlace() {
    server ??= startPostgres();
    places += 1;
    return `${(await server).url}#place_${places}`;
  },
  async open(place, collection = samples) {
    return openStore<Sample>(place, { adoptAfter: 0, collection });
  },
  async removePlace(place) {
    const { url, schema } = partsOf(place);
    const database = new PostgresDatabase({ url, schema, log: silent });
    await database.query({ text: `DROP SCHEMA IF EXISTS "${schema}" CASCADE`, values: [] });
    await database.close();
  },
};

export async function stopServer(): Promise<void> {
  await (await server)?.stop();
  server = undefined;
}

interface OpenOptions extends OutboxOptions, Partial<Pick<PostgresOptions, 'log' | 'statementTimeout'>> {
  readonly collection?: Collection;
}

/** Opens the records of a collection as a process does; another one may have them open too. */
export async function openStore<State extends object = Sample>(place: string, options: OpenOptions = {}) {
  const database = new PostgresDatabase({ log: silent, ...options, ...partsOf(place) });
  const outbox = new PostgresOutbox(database, options);
  const store = new PostgresStore<State>(database, outbox, options.collection ?? samples);
  await database.start();
  return { store, outbox, database, close: () => database.close() };
}

/** Inside a `describe`: opens stores at an empty place for each test, and closes them after it. */
export function useReplicas() {
  const opened: { close(): Promise<void> }[] = [];
  let place: string;
  before(async function () {
    this.timeout(600_000);
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

function partsOf(place: string): { url: string; schema: string } {
  const [url = '', schema = ''] = place.split('#');
  return { url, schema };
}
