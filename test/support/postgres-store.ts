import pg from 'pg';
import type { Collection } from '../../mixins/store/collection.ts';
import { PostgresDatabase } from '../../mixins/store/postgres/database.ts';
import { PostgresOutbox } from '../../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../../mixins/store/postgres.ts';
import { startPostgres } from './postgres.ts';
import type { ReplicaOptions, Server, ServerHarness } from './replicas.ts';
import { silent } from './silent.ts';
import { type Sample, samples } from './store.ts';

let server: Promise<Server> | undefined;
let places = 0;

/** A place is a schema of one server, which starts when it is first needed; `stopServer` ends it. */
export const harness = {
  module: import.meta.url,
  async newPlace() {
    server ??= startPostgres();
    places += 1;
    return `${(await server).url}#place_${places}`;
  },
  async open(place: string, collection = samples) {
    return openStore<Sample>(place, collection, { adoptAfter: 0 });
  },
  openReplica: (place: string, options: ReplicaOptions = {}) => openStore<Sample>(place, samples, options),
  startServer: startPostgres,
  async removePlace(place: string) {
    const { url, schema } = partsOf(place);
    const database = new PostgresDatabase({ url, schema, log: silent });
    await database.query({ text: `DROP SCHEMA IF EXISTS "${schema}" CASCADE`, values: [] });
    await database.close();
  },
  async damage(place: string, id: string) {
    const { url, schema } = partsOf(place);
    const write = async (body: string) => {
      const client = new pg.Client(url);
      await client.connect();
      const { rows } = await client.query(`SELECT body::text FROM "${schema}".sample WHERE id = $1`, [id]);
      await client.query(`UPDATE "${schema}".sample SET body = $1 WHERE id = $2`, [body, id]);
      await client.end();
      return String(rows[0]?.body);
    };
    const before = await write('"no object"');
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
  const database = new PostgresDatabase({ ...partsOf(place), log, ...(timeout && { statementTimeout: timeout }) });
  const outbox = new PostgresOutbox(database, outboxOptions);
  const store = new PostgresStore<State>(database, outbox, collection);
  await database.start();
  return { store, outbox, database, close: () => database.close() };
}

function partsOf(place: string): { url: string; schema: string } {
  const [url = '', schema = ''] = place.split('#');
  return { url, schema };
}
