import type { Collection } from '../../mixins/store/collection.ts';
import { PostgresDatabase } from '../../mixins/store/postgres/database.ts';
import { type OutboxOptions, PostgresOutbox } from '../../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../../mixins/store/postgres.ts';
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
  async open(place) {
    return openStore(place, { adoptAfter: 0 });
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

/** Opens the records of a collection as a process does; another one may have them open too. */
export async function openStore<State extends object = Sample>(
  place: string,
  options: OutboxOptions = {},
  collection: Collection = samples,
) {
  const database = new PostgresDatabase({ ...partsOf(place), log: silent });
  const store = new PostgresStore<State>(database, new PostgresOutbox(database, options), collection);
  await database.start();
  return { store, database, close: () => database.close() };
}

function partsOf(place: string): { url: string; schema: string } {
  const [url = '', schema = ''] = place.split('#');
  return { url, schema };
}
