import MongoDbAdapter from 'moleculer-db-adapter-mongo';
import type { Collection as MongoCollection } from 'mongodb';
import type { StoreAdapter } from '../runtime.ts';
import type { Collection, Query, Range, Slice } from './collection.ts';
import { Clock } from './mongo/clock.ts';
import type { MongoDatabase } from './mongo/database.ts';
import { changed, created, type RecordDocument, replaced, type Stamp, searchFieldsOf } from './mongo/document.ts';
import { MongoOutbox } from './mongo/outbox.ts';
import { filterOf, pathOf, pipelineOf } from './mongo/query.ts';
import { countIn } from './mongo/ranges.ts';
import { behind } from './mongo/scan.ts';
import { createIndices } from './mongo/schema.ts';
import { makeSearchable } from './mongo/searchable.ts';
import { isDuplicate } from './mongo/unavailable.ts';
import type { Change, Scanned, Stored, WriteState } from './port.ts';
import { scanned } from './scan.ts';
import type { OutboxOptions } from './shared-outbox.ts';
import { type KeyedRow, sliceOf } from './slice.ts';
import { StoreUnavailable } from './unavailable.ts';
import { UnreadableRecords } from './unreadable-records.ts';

/** What of moleculer-db's adapter is used; its own types say less than it does. */
interface Adapter {
  collection: MongoCollection<RecordDocument>;
  find(query: Query): Promise<object[]>;
  count(query: Query): Promise<number>;
}
const Adapter = MongoDbAdapter as unknown as new () => Adapter;

export interface MongoStoreOptions extends OutboxOptions {
  /** The collection that is opened, which is there already; the live one by default. */
  readonly place?: string;
}

/**
 * A record store in a MongoDB collection, and moleculer-db's adapter for it, on a driver of today. A record and its
 * pending events are one document, so a change is one atomic write.
 */
export class MongoStore<State extends object> extends Adapter implements StoreAdapter<State> {
  readonly outbox: MongoOutbox;
  private readonly database: MongoDatabase;
  private readonly kept: Collection;
  private readonly damage: UnreadableRecords;
  private readonly clock = new Clock();

  constructor(database: MongoDatabase, kept: Collection, { place, ...options }: MongoStoreOptions = {}) {
    super();
    this.database = database;
    this.kept = kept;
    this.damage = new UnreadableRecords(`${database.name}, collection ${kept.name}`, database.log);
    this.collection = database.collection(place ?? kept.name);
    this.outbox = new MongoOutbox(database, this.collection, options);
    if (place) return;
    database.define(() => createIndices(this.collection, kept));
    database.define(() => makeSearchable(this.collection, kept));
  }

  async load(id: string): Promise<Stored<State> | undefined> {
    const projection = { v: 1, at: 1, state: 1 };
    const found = await this.run(() => this.collection.findOne({ _id: id }, { ...this.limit, projection }));
    if (!found) return undefined;
    this.clock.observe(found.at);
    return { id, version: found.v, state: this.damage.state(id, () => found.state) };
  }

  async commit(change: Change<State>): Promise<boolean> {
    const { id, events } = change;
    const stamp = { writer: this.outbox.writer, at: this.clock.next() };
    const before = await this.write(change, stamp);
    if (!before) return false;
    const entries = events.map((event) => ({ token: stamp.at, event }));
    await this.outbox.committed(id, entries, before.writer);
    return true;
  }

  async keepNewest(record: Stored<State>): Promise<void> {
    const older = { _id: record.id, v: { $lt: record.version } };
    const newest = replaced(record, this.clock.next(), searchFieldsOf(record.state, this.kept));
    const keep = (upsert: boolean) => this.collection.updateOne(older, newest, { ...this.limit, upsert });
    await this.run(() => keep(true).catch((error) => (isDuplicate(error) ? keep(false) : Promise.reject(error))));
  }

  async scan(after: string, limit: number): Promise<Scanned<State>> {
    const found = await this.run(() => behind(this.collection, after, limit, this.limit));
    const stateOf = ({ id, state }: { id: string; state: unknown }) => this.damage.state<State>(id, () => state);
    return scanned(found, limit, (row) => ({ ...row, state: stateOf(row) }));
  }

  due(now: number, limit: number): Promise<string[]> {
    return this.withDue({ $lte: now }, limit);
  }

  dueAfter(time: number, limit: number): Promise<string[]> {
    return this.withDue({ $gt: time }, limit);
  }

  private async withDue(when: { $lte: number } | { $gt: number }, limit: number): Promise<string[]> {
    const due = this.collection.find({ 'state.due': when }, { ...this.limit, projection: { _id: 1 } });
    const found = await this.run(() => due.sort({ 'state.due': 1 }).limit(limit).toArray());
    return found.map(({ _id }) => _id);
  }

  async removeDue(now: number, limit: number): Promise<number> {
    const some = { _id: { $in: await this.due(now, limit) }, 'state.due': { $lte: now } };
    return (await this.run(() => this.collection.deleteMany(some, this.limit))).deletedCount;
  }

  /** moleculer-db: entities are the state with the record's `id`. */
  override async find(query: Query = {}): Promise<Entity<State>[]> {
    if (query.limit === 0) return [];
    return this.run(() => super.find(query) as Promise<Entity<State>[]>);
  }

  override async count(query: Query = {}): Promise<number> {
    return this.run(() => super.count(query));
  }

  async slice(query: Query & { readonly limit: number }): Promise<Slice<Entity<State>>> {
    const found = await this.run(() => this.documents({ ...query, limit: query.limit + 1 }).toArray());
    const { rows, next } = sliceOf(found, this.kept, query);
    return { rows: rows.map((row) => this.entity(row)), ...(next && { next }) };
  }

  /** What moleculer-db's adapter finds and counts with. */
  createCursor(query: Query, isCounting: boolean) {
    if (isCounting) return this.collection.countDocuments(filterOf(this.kept, query), this.limit);
    return this.documents(query).map((document) => this.entity(document));
  }

  async findById(id: string): Promise<Entity<State> | null> {
    const stored = await this.load(id);
    return stored ? { id, ...stored.state } : null;
  }

  async findByIds(ids: readonly string[]): Promise<Entity<State>[]> {
    const filter = { _id: { $in: [...ids] } };
    const found = await this.run(() => this.collection.find(filter, this.limit).toArray());
    return found.map((document) => this.entity(document));
  }

  async countBetween(field: string, ranges: readonly Range[]): Promise<number[]> {
    return this.run(() => countIn(this.collection, pathOf(this.kept, field), ranges, this.limit));
  }

  async findBetween(field: string, [$gte, $lt]: Range): Promise<Entity<State>[]> {
    const path = pathOf(this.kept, field);
    const found = this.collection.find({ [path]: { $gte, $lt } }, { ...this.limit, projection: { state: 1 } });
    const documents = await this.run(() => found.sort({ [path]: 1 }).toArray());
    return documents.map((document) => this.entity(document));
  }

  /** Replicas share the next collection, so they rebuild a view one at a time. */
  async next(): Promise<MongoStore<State>> {
    const next = new MongoStore<State>(this.database, this.kept, { place: `${this.kept.name}__next` });
    await this.run(async () => {
      // One that is not there cannot be dropped.
      await createIndices(next.collection, this.kept);
      await next.collection.drop();
      await createIndices(next.collection, this.kept);
    });
    return next;
  }

  /** The collection takes the name of the live one, for all replicas at once, and that one is dropped. */
  async goLive(): Promise<void> {
    const live = this.database.collection<RecordDocument>(this.kept.name);
    await this.run(() => this.collection.rename(live.collectionName, { dropTarget: true }));
    this.collection = live;
  }

  /** The live collection is dropped when the next one takes its name, and not otherwise. */
  async drop(): Promise<void> {
    const live = this.database.collection<RecordDocument>(this.kept.name);
    if (this.collection.collectionName !== live.collectionName) await this.run(() => this.collection.drop());
  }

  writeState(): Promise<WriteState> {
    return this.database.probe.state();
  }

  init(): void {}
  async connect(): Promise<void> {}
  async disconnect(): Promise<void> {}
  entityToObject(found: Entity<State>): Entity<State> {
    return found;
  }
  afterRetrieveTransformID(found: Entity<State>): Entity<State> {
    return found;
  }

  private documents(query: Query) {
    return this.collection.aggregate<Pick<RecordDocument, '_id' | 'state'> & KeyedRow>(
      pipelineOf(this.kept, query),
      this.limit,
    );
  }

  private entity({ _id, state }: Pick<RecordDocument, '_id' | 'state'>): Entity<State> {
    return { id: _id, ...this.damage.state<State>(_id, () => state) };
  }

  /** Answers who has changed the record before, or nothing when it is no longer at the expected version. */
  private async write(change: Change<State>, stamp: Stamp): Promise<Before | undefined> {
    try {
      return await this.run(() =>
        change.expectedVersion === 0 ? this.insert(change, stamp) : this.update(change, stamp),
      );
    } catch (error) {
      if (error instanceof StoreUnavailable) this.outbox.startNewWriterId();
      throw error;
    }
  }

  private async insert(change: Change<State>, stamp: Stamp): Promise<Before | undefined> {
    try {
      await this.collection.insertOne(created(change, stamp, searchFieldsOf(change.state, this.kept)), this.limit);
      return {};
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  }

  private async update(change: Change<State>, stamp: Stamp): Promise<Before | undefined> {
    const { id, expectedVersion: v, events } = change;
    const published = events.length > 0 ? this.outbox.takePublished(id) : [];
    let before: Before | null = null;
    try {
      const options = { ...this.limit, projection: { writer: 1 }, returnDocument: 'before' } as const;
      const update = changed(change, stamp, published, searchFieldsOf(change.state, this.kept));
      before = await this.collection.findOneAndUpdate({ _id: id, v }, update, options);
    } finally {
      if (!before) this.outbox.givePublished(id, published);
    }
    return before ?? undefined;
  }

  private get limit(): { readonly maxTimeMS: number } {
    return this.database.limit;
  }

  private run<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.database.run(work);
  }
}

export type Entity<State> = State & { readonly id: string };

/** What a write finds. */
type Before = Pick<RecordDocument, 'writer'>;
