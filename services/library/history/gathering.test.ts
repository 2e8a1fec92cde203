import assert from 'node:assert/strict';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { MemoryStore } from '../../../test/support/memory-store.ts';
import { Gathering, type Moment } from './gathering.ts';
import type { Happening } from './history.contract.ts';

describe('Happenings of a rental', () => {
  const happening = (version: number, correlationId = 'request-1') =>
    ({ source: '/rental', eventId: `r1-${version}`, version, correlationId }) as Happening;
  const open = () => {
    const store = new MemoryStore<Moment>();
    const gathering = new Gathering(store as unknown as StoreAdapter<Moment>);
    const rows = () => [...store.records.values()].map(({ state }) => state);
    return { store, gathering, rows };
  };

  it('that come together are one row, which is there when they are done', async () => {
    const { gathering, rows } = open();
    await Promise.all([1, 2, 3].map((version) => gathering.add({ rentalId: 'r1', happening: happening(version) })));
    assert.deepEqual(rows(), [
      { rentalId: 'r1', correlationId: 'request-1', happenings: [1, 2, 3].map((version) => happening(version)) },
    ]);
  });

  it('are apart by rental and by request, and by when they come', async () => {
    const { gathering, rows } = open();
    await Promise.all([
      gathering.add({ rentalId: 'r1', happening: happening(1) }),
      gathering.add({ rentalId: 'r1', happening: happening(2, 'request-2') }),
      gathering.add({ rentalId: 'r2', happening: happening(1) }),
    ]);
    await gathering.add({ rentalId: 'r1', happening: happening(3) });
    assert.deepEqual(
      rows().map(({ rentalId, correlationId }) => `${rentalId} ${correlationId}`),
      ['r1 request-1', 'r1 request-2', 'r2 request-1', 'r1 request-1'],
    );
  });

  it('are not done when they cannot be written, and then come again', async () => {
    const { store, gathering, rows } = open();
    const { keepNewest } = store;
    store.keepNewest = () => Promise.reject(new Error('away'));
    await assert.rejects(gathering.add({ rentalId: 'r1', happening: happening(1) }), { message: 'away' });
    store.keepNewest = keepNewest;
    await gathering.add({ rentalId: 'r1', happening: happening(1) });
    assert.equal(rows().length, 1);
  });
});
