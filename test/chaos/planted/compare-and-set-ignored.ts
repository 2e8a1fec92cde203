/** A commit overwrites whatever there is. */

import { replace } from '../../../mixins/seam.ts';
import type { Change, RecordStore } from '../../../mixins/store/port.ts';
import { PostgresStore } from '../../../mixins/store/postgres.ts';

replace<[Change<object>], Promise<boolean>>(PostgresStore.prototype, 'commit', (commit) => {
  return async function (this: RecordStore<object>, change) {
    const there = await this.load(change.id);
    return commit.call(this, { ...change, expectedVersion: there?.version ?? 0 });
  };
});
