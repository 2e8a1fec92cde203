import assert from 'node:assert/strict';
import { change, type StoreHarness, samples, useStore } from '../../support/store.ts';

export function rangeContract(harness: StoreHarness): void {
  describe('ranges of a column, and columns that come or are missing', () => {
    const given = useStore(harness);

    it('fills a column that has come since from two fields of the records that it is for, and empties it with them', async () => {
      await given.given(change('f', 0, { owner: 'kim', status: 'waiting', title: 'one' }));
      await given.close();
      const place = {
        type: 'text',
        index: 'present',
        backfill: { where: { status: 'waiting' }, join: ['owner', 'title'], by: ' O' },
      } as const;
      await given.open({ ...samples, columns: { ...samples.columns, place } });
      assert.deepEqual(await given.store.countBetween('place', [['', 'z']]), [1]);
      const [found] = await given.store.findBetween('place', ['kim ', 'kim!']);
      assert.deepEqual(found, { id: 'f', owner: 'kim', status: 'waiting', title: 'one', place: 'kim Oone' });
      const { state: previous, version } = (await given.store.load('f')) ?? assert.fail();
      const ended = { id: 'f', expectedVersion: version, version: version + 1, events: [] };
      await given.store.commit({ ...ended, state: { owner: 'kim', status: 'ended' }, ...(previous && { previous }) });
      assert.deepEqual(await given.store.countBetween('place', [['', 'z']]), [0]);
    });

    it('keeps the newest record of a collection that has no columns', async () => {
      await given.close();
      await given.open({ name: 'plain', columns: {} });
      await given.store.keepNewest({ id: 'a', version: 2, state: { note: 'new' } });
      await given.store.keepNewest({ id: 'a', version: 1, state: { note: 'old' } });
      assert.deepEqual(await given.store.findByIds(['a', 'nobody']), [{ id: 'a', note: 'new' }]);
    });

    it('counts and finds the records in ranges of a column', async () => {
      await given.given(
        change('f', 0, { title: 'a 1' }),
        change('g', 0, { title: 'a 2' }),
        change('h', 0, { title: 'a 4' }),
      );
      await given.given(change('i', 0, { title: 'b 1' }), change('j', 0, { title: 'a-b 1' }));
      const counts = await given.store.countBetween('title', [
        ['a ', 'a 2'],
        ['a 2', 'a 4'],
        ['b ', 'b 1'],
        ['b 1', 'b 9'],
      ]);
      assert.deepEqual(counts, [1, 1, 0, 1]);
      assert.deepEqual(await given.store.countBetween('title', []), []);
      const found = await given.store.findBetween('title', ['a ', 'a!']);
      assert.deepEqual(
        found.map(({ id }) => id),
        ['f', 'g', 'h'],
      );
      assert.deepEqual(found[0], { id: 'f', title: 'a 1' });
    });
  });
}
