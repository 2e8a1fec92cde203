import pg from 'pg';
import type { Collection } from '../../mixins/store/collection.ts';
import { PostgresDatabase } from '../../mixins/store/postgres/database.ts';
import { PostgresOutbox } from '../../mixins/store/postgres/outbox.ts';
import { PostgresStore } from '../../mixins/store/postgres.ts';
import { eventually } from './eventually.ts';
import { startPostgres } from './postgres.ts';
import type { ReplicaOptions } from './replicas.ts';
import { partsOf, serverHarness } from './server-harness.ts';
import { silent } from './silent.ts';
import type { Sample } from './store.ts';

/** A place is a schema. */
export const harness = serverHarness({
  module: import.meta.url,
  startServer: startPostgres,
  openStore: openStore<Sample>,
  async removePlace(place) {
    const { url, part } = partsOf(place);
    const database = new PostgresDatabase({ url, schema: part, log: silent });
    const drop = () => database.query({ text: `DROP SCHEMA IF EXISTS "${part}" CASCADE`, values: [] });
    const isDropped = () =>
      drop().then(
        () => true,
        () => false,
      );
    await eventually(isDropped, 9_000);
    await database.close();
  },
  async damage(place, id) {
    const { url, part } = partsOf(place);
    const write = async (body: string) => {
      const client = new pg.Client(url);
      await client.connect();
      const { rows } = await client.query(`SELECT body::text FROM "${part}".sample WHERE id = $1`, [id]);
      await client.query(`UPDATE "${part}".sample SET body = $1 WHERE id = $2`, [body, id]);
      await client.end();
      return String(rows[0]?.body);
    };
    const before = await write('"no object"');
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
  const database = new PostgresDatabase({ url, schema: part, log, ...(timeout && { statementTimeout: timeout }) });
  const outbox = new PostgresOutbox(database, outboxOptions);
  const store = new PostgresStore<State>(database, outbox, collection);
  await database.start();
  return { store, outbox, database, close: () => database.close() };
}
