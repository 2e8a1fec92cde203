import type { AnyBulkWriteOperation, Collection as MongoCollection } from 'mongodb';
import { furthestAhead } from '../../due.ts';
import { BatchTimer } from '../../waiting/batch-timer.ts';
import { type Entry, type Found, type OutboxOptions, SharedOutbox } from '../shared-outbox.ts';
import type { MongoDatabase } from './database.ts';
import { entriesOf, type RecordDocument, without } from './document.ts';

/** Records whose published events are removed at once. */
const batch = 256;
/** Milliseconds that published events wait for the next change of their record, which removes them on its way. */
const patience = 1_000;

/**
 * The outbox of a service whose records carry their pending events. Who has changed a record last publishes what is
 * pending of it. An event's place is the time of its change, which is in order of version for each record.
 */
export class MongoOutbox extends SharedOutbox {
  readonly name: string;
  private readonly database: MongoDatabase;
  private readonly documents: MongoCollection<RecordDocument>;
  /** Versions that are published and still lie with their record, by its id. */
  private readonly published = new Map<string, Set<number>>();
  private readonly flushLater = new BatchTimer(
    patience,
    // What was not removed is tried again; the outage has been told.
    () => void this.flush().catch(() => this.flushLater.start()),
    { keepsProcess: false },
  );

  constructor(database: MongoDatabase, documents: MongoCollection<RecordDocument>, options?: OutboxOptions) {
    super(options);
    this.name = `${database.name}, ${documents.collectionName}`;
    this.database = database;
    this.documents = documents;
    // What stays is published once more, and known by its id.
    database.onClose(() => this.flush().catch(() => {}));
  }

  /** Takes the events of a change that was made to the record, which `before` had changed last. */
  committed(id: string, entries: readonly Entry[], before: string | undefined): Promise<void> {
    return this.append(id, entries, before);
  }

  /** Published versions that a change of the record can remove on its way; to be given back when it is not made. */
  takePublished(id: string): number[] {
    const versions = this.published.get(id) ?? [];
    this.published.delete(id);
    return [...versions];
  }

  givePublished(id: string, versions: readonly number[]): void {
    if (versions.length === 0) return;
    this.published.set(id, new Set([...(this.published.get(id) ?? []), ...versions]));
    this.flushLater.start();
  }

  protected async read(limit: number, age: number, given: readonly Entry[]): Promise<Found> {
    const [old, ahead] = [Date.now() - age, Date.now() + furthestAhead];
    const isOld = { $or: [{ pendingSince: { $lte: old } }, { pendingSince: { $gt: ahead } }] };
    const left = age > 0 && { ...isOld, writer: { $ne: this.writer } };
    const known = [...new Set(given.map(({ event }) => event.subject))];
    const filter = { pendingSince: { $gt: 0 }, _id: { $nin: known }, ...left };
    const most = limit + this.published.size;
    const found = await this.database.run(() =>
      this.documents.find(filter, this.database.limit).sort({ pendingSince: 1 }).limit(most).toArray(),
    );
    const entries = found.flatMap((record) => this.unpublished(record));
    return { entries: entries.sort((one, other) => one.token - other.token), more: found.length === most };
  }

  protected async pendingOfOthers(id: string): Promise<Entry[]> {
    const found = await this.database.run(() => this.documents.findOne({ _id: id }, this.database.limit));
    return found ? this.unpublished(found) : [];
  }

  /** Not yet: the next change of the record does it, or else the next batch. */
  protected async remove(published: readonly Entry[]): Promise<void> {
    for (const { event } of published) this.givePublished(event.subject, [event.version]);
    if (this.published.size >= batch) await this.flush();
  }

  private unpublished(record: RecordDocument): Entry[] {
    const versions = this.published.get(record._id);
    return entriesOf(record).filter(({ event }) => !versions?.has(event.version));
  }

  private async flush(): Promise<void> {
    const records = [...this.published].map(([id, versions]) => [id, [...versions]] as const);
    if (records.length === 0) return;
    await this.database.run(() => this.documents.bulkWrite(records.flatMap(removal), { writeConcern: { w: 1 } }));
    for (const [id, versions] of records) this.forget(id, versions);
  }

  private forget(id: string, versions: readonly number[]): void {
    const left = this.published.get(id);
    for (const version of versions) left?.delete(version);
    if (left?.size === 0) this.published.delete(id);
  }
}

/** Removes events from a record, and the mark of pending ones with the last of them. */
function removal([id, versions]: readonly [string, readonly number[]]): AnyBulkWriteOperation<RecordDocument>[] {
  const removed = { $unset: without(versions), $set: { pendingSince: Date.now() } };
  return [
    { updateOne: { filter: { _id: id, pendingSince: { $gt: 0 } }, update: removed } },
    { updateOne: { filter: { _id: id, pending: {} }, update: { $unset: { pending: '', pendingSince: '' } } } },
  ];
}
