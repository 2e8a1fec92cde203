import assert from 'node:assert/strict';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

export function damageContract(harness: StoreHarness): void {
  describe('a record that cannot be read', () => {
    const given = useStore(harness);
    const unreadable = {
      name: 'Refused',
      type: 'record-unreadable',
      code: 503,
      retryable: true,
      data: { kind: 'unavailable' },
    };
    beforeEach(() => given.given(change('a', 0, { rank: 1 }), change('b', 0, { rank: 2 })));

    it('is refused by name, alone or in a list', async () => {
      await harness.damage(given.place, 'a');
      const named = { ...unreadable, message: /: a in .*\bsample\b/ };
      await assert.rejects(given.store.load('a'), named);
      await assert.rejects(given.store.findById('a'), named);
      await assert.rejects(given.store.findByIds(['a', 'b']), named);
      await assert.rejects(given.store.find(), named);
    });

    it('keeps no other from being read or changed', async () => {
      await harness.damage(given.place, 'a');
      assert.deepEqual(await given.store.findById('b'), { id: 'b', rank: 2 });
      assert.deepEqual(await given.store.find({ query: { rank: 2 } }), [{ id: 'b', rank: 2 }]);
      assert.equal(await given.store.count(), 2);
      const scanned = await given.store.scan('', 2);
      assert.deepEqual(scanned, { records: [{ id: 'b', version: 1, state: { rank: 2 } }], unreadable: 1, last: 'b' });
      assert.equal(await given.store.commit(change('b', 1, { rank: 3 })), true);
    });

    it('is read as before when it is repaired', async () => {
      const repair = await harness.damage(given.place, 'a');
      await assert.rejects(given.store.load('a'), unreadable);
      await repair();
      assert.deepEqual(await given.store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
    });
  });
}
