import assert from 'node:assert/strict';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

export function expiryContract(harness: StoreHarness): void {
  describe('records that are of no use after a time', () => {
    const given = useStore(harness);
    const ids = async () => (await given.store.find()).map(({ id }) => id);

    beforeEach(() =>
      given.given(
        change('late', 0, { due: 300 }, 0),
        change('soon', 0, { due: 100 }, 0),
        change('next', 0, { due: 200 }, 0),
        change('kept', 0, {}, 0),
      ),
    );

    it('are deleted when they are due, and no others', async () => {
      assert.equal(await given.store.removeDue(200, 10), 2);
      assert.deepEqual(await ids(), ['late', 'kept']);
      assert.equal(await given.store.removeDue(200, 10), 0);
    });

    it('are deleted a few at a time, earliest first', async () => {
      assert.equal(await given.store.removeDue(1_000, 1), 1);
      assert.deepEqual(await ids(), ['late', 'next', 'kept']);
    });

    it('can be written anew afterwards', async () => {
      await given.store.removeDue(1_000, 10);
      await given.given(change('soon', 0, { due: 400 }, 0));
      assert.deepEqual(await ids(), ['kept', 'soon']);
    });
  });
}
