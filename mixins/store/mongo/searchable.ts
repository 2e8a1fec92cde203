import type { Collection as MongoCollection } from 'mongodb';
import type { Collection } from '../collection.ts';
import { searchColumns } from '../search/text.ts';
import { type RecordDocument, searchFieldsOf } from './document.ts';

/** Records whose words are made in one request. */
const batch = 500;

/**
 * Makes what records are searched by, where an earlier program has written them. Replicas may do so together, and
 * while others write: a record that has changed since it was read is read again.
 */
export async function makeSearchable(records: MongoCollection<RecordDocument>, collection: Collection): Promise<void> {
  if (!collection.search) return;
  const missing = { [searchColumns.words]: { $exists: false } };
  for (;;) {
    const found = await records
      .find(missing, { projection: { v: 1, state: 1 } })
      .limit(batch)
      .toArray();
    if (found.length === 0) return;
    const updates = found.map(({ _id, v, state }) => ({
      updateOne: { filter: { _id, v }, update: { $set: searchFieldsOf(state, collection) } },
    }));
    await records.bulkWrite(updates, { ordered: false });
  }
}
