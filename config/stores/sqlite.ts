import type { Log } from '../../mixins/log.ts';
import { tableOf } from '../../mixins/store/names.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { cannotOpen } from '../../mixins/store/sqlite/unavailable.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import type { Env } from '../env.ts';
import { pruneHourly } from '../retention.ts';
import { Shared, type Stores } from './store-factory.ts';
import { storeFile } from './store-location.ts';

export function createStores(env: Env, log: Log): Stores {
  const files = new Shared((path) => {
    const file = new SqliteFile(path, log);
    const events = new SqliteLog(file);
    // In a single process the log is kept: it is all that views can be rebuilt from. Else the streams have the events.
    const endPruning = env.NATS_URL === undefined ? () => {} : pruneHourly(events, log);
    return { file, log: events, endPruning };
  });
  return {
    open(service, collection) {
      const path = storeFile(service, env);
      try {
        const { file, log } = files.get(path);
        return new SqliteStore(file, log, { ...collection, name: tableOf(service, collection.name) });
      } catch (error) {
        throw cannotOpen(path, error);
      }
    },
    async start() {},
    async close() {
      for (const { endPruning } of files.all()) endPruning();
      await Promise.all(files.all().map(({ file }) => file.close()));
    },
  };
}
