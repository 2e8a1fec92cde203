import type { Log } from '../../mixins/bus/port.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import type { Env } from '../env.ts';
import { pruneHourly } from '../retention.ts';
import { Shared, type Stores } from './kind.ts';
import { storeFile } from './place.ts';

export function createStores(env: Env, log: Log): Stores {
  const files = new Shared((path) => {
    const file = new SqliteFile(path);
    const events = new SqliteLog(file);
    // In a single process the log is kept: it is all that views can be rebuilt from. Else the streams have the events.
    const endPruning = env.NATS_URL === undefined ? () => {} : pruneHourly(events, log);
    return { file, log: events, endPruning };
  });
  return {
    open(service, collection) {
      const { file, log } = files.get(storeFile(service, env));
      return new SqliteStore(file, log, collection);
    },
    async start() {},
    async close() {
      for (const { endPruning } of files.all()) endPruning();
      await Promise.all(files.all().map(({ file }) => file.close()));
    },
  };
}
