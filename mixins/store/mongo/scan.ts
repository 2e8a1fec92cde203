import type { Collection } from 'mongodb';
import type { RecordDocument } from './document.ts';

/** The records behind an id, in order of id. */
export async function behind(
  documents: Collection<RecordDocument>,
  after: string,
  limit: number,
  timeLimit: { readonly maxTimeMS: number },
) {
  const options = { ...timeLimit, projection: { v: 1, state: 1 }, sort: { _id: 1 }, limit } as const;
  const found = await documents.find({ _id: { $gt: after } }, options).toArray();
  return found.map(({ _id, v, state }) => ({ id: _id, version: v, state: state as unknown }));
}
