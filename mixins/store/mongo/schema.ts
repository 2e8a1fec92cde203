import type { Collection as MongoCollection } from 'mongodb';
import type { Collection } from '../collection.ts';
import { newestVersion, outstanding } from '../schema-version.ts';
import type { RecordDocument } from './document.ts';
import { pathOf } from './query.ts';
import { isDuplicate } from './unavailable.ts';

export interface SchemaDocument {
  readonly _id: 'schema';
  readonly version: number;
}

/** A step from a schema version to the next. Replicas that start together may each take it, so it must bear repetition. */
export type Migration = () => Promise<void>;

/**
 * Brings the collections of a service to this program's schema version.
 * @throws when a newer program has written them
 */
export async function migrate(
  name: string,
  schema: MongoCollection<SchemaDocument>,
  migrations: readonly Migration[] = [],
): Promise<void> {
  const newest = newestVersion(migrations);
  await schema.insertOne({ _id: 'schema', version: newest }).catch((error) => {
    if (!isDuplicate(error)) throw error;
  });
  const { version } = (await schema.findOne({ _id: 'schema' })) ?? { version: newest };
  for (const step of outstanding(name, version, migrations)) await step();
  await schema.updateOne({ _id: 'schema', version: { $lt: newest } }, { $set: { version: newest } });
}

/**
 * The indices of a collection: its order of creation, its columns, and the records with pending events. A column that
 * the collection has got since is filled before it is indexed.
 */
export async function createIndices(documents: MongoCollection<RecordDocument>, collection: Collection): Promise<void> {
  await backfill(documents, collection);
  const columns = Object.entries(collection.columns).flatMap(([field, { index }]) => {
    const path = pathOf(collection, field);
    if (index === 'present') return { key: { [path]: 1 as const }, sparse: true };
    return index ? { key: { [path]: 1 as const, created: 1 as const, _id: 1 as const } } : [];
  });
  await documents.createIndexes([
    { key: { created: 1, _id: 1 } },
    { key: { pendingSince: 1 }, sparse: true },
    ...columns,
  ]);
}

async function backfill(documents: MongoCollection<RecordDocument>, collection: Collection): Promise<void> {
  const columns = Object.entries(collection.columns).flatMap(([field, column]) =>
    column.backfill ? [{ path: pathOf(collection, field), ...column.backfill }] : [],
  );
  if (columns.length === 0) return;
  const indexed = await documents.indexes().catch(() => []);
  for (const { path, where, join, by } of columns) {
    if (indexed.some(({ key }) => path in key)) continue;
    const before = Object.entries(where).map(([name, value]) => [`state.${name}`, value]);
    const found = documents.find({ ...Object.fromEntries(before), [path]: { $exists: false } });
    for await (const { _id, v, state } of found) {
      const [first, second] = join.map((name) => (state as Record<string, string>)[name]);
      await documents.updateOne({ _id, v }, { $set: { [path]: `${first}${by}${second}` } });
    }
  }
}
