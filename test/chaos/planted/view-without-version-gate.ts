/** A view takes every event for the newest. */

import { replace } from '../../../mixins/seam.ts';
import type { RecordStore, Stored } from '../../../mixins/store/port.ts';
import { SqliteStore } from '../../../mixins/store/sqlite.ts';

replace<[Stored<object>], Promise<void>>(SqliteStore.prototype, 'keepNewest', (keepNewest) => {
  return async function (this: RecordStore<object>, record) {
    const there = await this.load(record.id);
    await keepNewest.call(this, { ...record, version: Math.max(record.version, (there?.version ?? 0) + 1) });
  };
});
