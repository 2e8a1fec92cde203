import assert from 'node:assert/strict';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

export function probeContract(harness: StoreHarness): void {
  describe('a try whether it takes writes', () => {
    const given = useStore(harness);

    it('succeeds, and leaves no record and no event', async () => {
      await given.given(change('a', 0, {}, 0));
      assert.deepEqual(await given.store.writeState(), { writable: true });
      assert.equal(await given.store.count(), 1);
      assert.deepEqual(await given.store.outbox.pending(10), []);
    });
  });
}
