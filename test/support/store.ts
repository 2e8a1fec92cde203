import { envelop } from '../../mixins/kernel/event.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import type { Change } from '../../mixins/store/port.ts';

/** What the contract of a store needs to know of an adapter. */
export interface StoreHarness {
  /** The module that exports the harness as `harness`: a second process opens the store through it. */
  readonly module: string;
  /** Where an empty store can be: a path or a URL. */
  newPlace(): Promise<string>;
  /** Opens the store of a collection there, of `samples` by default. */
  open(place: string, collection?: Collection): Promise<OpenStore>;
  removePlace(place: string): Promise<void>;
  /** Makes the state of a sample unreadable, behind the store's back; answers what undoes it. */
  damage(place: string, id: string): Promise<() => Promise<void>>;
}

export interface OpenStore {
  readonly store: StoreAdapter<Sample>;
  close(): Promise<void>;
}

/** A record that has each kind of column, and a field that is in none. */
export interface Sample {
  readonly owner?: string;
  readonly status?: string;
  readonly title?: string | null;
  readonly rank?: number;
  readonly due?: number;
  readonly note?: unknown;
}

export const samples: Collection = {
  name: 'sample',
  columns: {
    owner: { type: 'text', index: 'all', fixed: true },
    status: { type: 'text' },
    title: { type: 'text' },
    rank: { type: 'integer', index: 'all' },
    due: { type: 'integer', index: 'present' },
  },
  search: { fields: ['title', 'owner'] },
};

/** A change of the record from `expectedVersion`, with so many events. */
export function change(id: string, expectedVersion: number, state: Sample, events = 1): Change<Sample> {
  const happened = Array.from({ length: events }, () => ({ type: 'sample.changed', data: state }));
  const origin = { source: '/sample', subject: id, at: 0, correlationId: 'request', causationId: 'command' };
  return {
    id,
    expectedVersion,
    version: expectedVersion + Math.max(events, 1),
    state,
    events: envelop(happened, expectedVersion, origin),
  };
}

/** Inside a `describe`: an empty store for each test. */
export function useStore(harness: StoreHarness) {
  let place: string;
  let opened: OpenStore;
  beforeEach(async () => {
    place = await harness.newPlace();
    opened = await harness.open(place);
  });
  afterEach(async () => {
    await opened.close();
    await harness.removePlace(place);
  });
  return {
    get store() {
      return opened.store;
    },
    get place() {
      return place;
    },
    async close() {
      await opened.close();
    },
    async open(collection?: Collection) {
      opened = await harness.open(place, collection);
    },
    /** Commits and says so if the store refuses. */
    async given(...changes: readonly Change<Sample>[]) {
      for (const next of changes)
        if (!(await opened.store.commit(next))) throw new Error(`${next.id} is not at ${next.expectedVersion}`);
    },
    /** Ids of the events that are pending, in their order. */
    async pendingIds(limit = 1_000) {
      return (await opened.store.outbox.pending(limit)).map(({ event }) => event.id);
    },
  };
}
