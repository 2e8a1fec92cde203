import { join } from 'node:path';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import { type Sample, type StoreHarness, samples } from './store.ts';
import { newDir, removeDir } from './tempdir.ts';

export const harness: StoreHarness = {
  module: import.meta.url,
  async newPlace() {
    return newDir();
  },
  async open(place) {
    const file = new SqliteFile(join(place, 'test.db'));
    return {
      store: new SqliteStore<Sample>(file, new SqliteLog(file), samples),
      async close() {
        file.close();
      },
    };
  },
  async removePlace(place) {
    removeDir(place);
  },
};
