import { join } from 'node:path';
import { LocalBus } from '../../mixins/bus/local.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import { type Sample, samples } from './store.ts';

/** A store and a view of it in one file, which the local bus keeps up to date. */
export async function openViewed(dir: string) {
  const file = new SqliteFile(join(dir, 'test.db'));
  const log = new SqliteLog(file);
  const source = new SqliteStore<Sample>(file, log, samples);
  const view = new SqliteStore<Sample>(file, log, { ...samples, name: 'view' });
  const bus = new LocalBus();
  bus.attach(log);
  await bus.subscribe({
    group: 'view',
    pattern: 'sample.*',
    maxInFlight: 64,
    handle: ({ subject: id, version, data }) => view.keepNewest({ id, version, state: data }),
  });
  return { file, source, view, bus };
}
