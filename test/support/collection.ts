import { join } from 'node:path';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import { newDir, removeDir } from './tempdir.ts';

/** Inside a `describe`: an empty collection in a SQLite file for each test. */
export function useCollection<State extends object>(collection: Collection) {
  let dir: string;
  let file: SqliteFile;
  let store: StoreAdapter<State>;
  beforeEach(() => {
    dir = newDir();
    file = new SqliteFile(join(dir, 'test.db'));
    store = new SqliteStore<State>(file, new SqliteLog(file), collection);
  });
  afterEach(async () => {
    await file.close();
    removeDir(dir);
  });
  return {
    get store() {
      return store;
    },
  };
}
