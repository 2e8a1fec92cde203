import assert from 'node:assert/strict';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import { eventsOf } from '../../test/support/events.ts';
import { MemoryStore } from '../../test/support/memory-store.ts';
import { systems } from '../../test/support/offer.ts';
import { EventBatcher, type HistoryRow } from './event-batcher.ts';

describe('Happenings of a rental', () => {
  const open = () => {
    const store = new MemoryStore<HistoryRow>();
    const gathering = new EventBatcher(store as unknown as StoreAdapter<HistoryRow>, systems);
    const rows = () =>
      [...store.records.values()].map(
        ({ state }) => `${state.rentalId} ${state.correlationId}: ${state.happenings.map(({ version }) => version)}`,
      );
    return { store, gathering, rows };
  };

  it('that come together are one row, which is there when they are done', async () => {
    const { gathering, rows } = open();
    await Promise.all([gathering.add(eventsOf('r1', 2)), gathering.add(eventsOf('r1', 1, { version: 3 }))]);
    assert.deepEqual(rows(), ['r1 request-1: 1,2,3']);
  });

  it('are apart by rental and by request, and by when they come', async () => {
    const { gathering, rows } = open();
    const other = eventsOf('r1', 1, { version: 2 }).map((event) => ({ ...event, correlationid: 'request-2' }));
    await gathering.add([...eventsOf('r1'), ...other, ...eventsOf('r2')]);
    await gathering.add(eventsOf('r1', 1, { version: 3 }));
    assert.deepEqual(rows(), ['r1 request-1: 1', 'r1 request-2: 2', 'r2 request-1: 1', 'r1 request-1: 3']);
  });

  it('are left out when they concern none', async () => {
    const { gathering, rows } = open();
    await gathering.add(eventsOf('b1', 1, { source: '/book', type: 'library.book.catalogued' }));
    assert.deepEqual(rows(), []);
  });

  it('are not done when they cannot be written, and then come again', async () => {
    const { store, gathering, rows } = open();
    const { keepNewest } = store;
    store.keepNewest = () => Promise.reject(new Error('away'));
    await assert.rejects(gathering.add(eventsOf('r1')), { message: 'away' });
    store.keepNewest = keepNewest;
    await gathering.add(eventsOf('r1'));
    assert.deepEqual(rows(), ['r1 request-1: 1']);
  });
});
