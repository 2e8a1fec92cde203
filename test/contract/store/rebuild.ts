import assert from 'node:assert/strict';
import { type StoreHarness, useStore } from '../../support/store.ts';

/** For stores that can build a view anew; the others may leave it. */
export function rebuildContract(harness: StoreHarness): void {
  describe('a view that is built anew', () => {
    const given = useStore(harness);
    const view = (id: string, rank: number) => ({ id, version: 1, state: { rank, owner: 'kim' } });
    const next = async () => {
      const store = await given.store.next?.();
      assert.ok(store);
      return store;
    };
    const ids = async (store = given.store) => (await store.find({ query: { owner: 'kim' } })).map(({ id }) => id);

    beforeEach(async function () {
      if (!given.store.next) this.skip();
      await given.store.keepNewest(view('old', 1));
    });

    it('begins empty, and leaves the live one alone', async () => {
      const store = await next();
      assert.equal(await store.count(), 0);
      await store.keepNewest(view('new', 2));
      assert.deepEqual(await ids(store), ['new']);
      assert.deepEqual(await ids(), ['old']);
    });

    it('is the one that is opened once it is live, and stays when the old one is dropped', async () => {
      const old = given.store;
      const store = await next();
      await store.keepNewest(view('new', 2));
      await store.goLive?.();
      await old.drop?.();
      await store.keepNewest(view('newer', 3));
      assert.deepEqual(await ids(store), ['new', 'newer']);
      await given.close();
      await given.open();
      assert.deepEqual(await ids(), ['new', 'newer']);
    });

    it('begins again after it was given up', async () => {
      await (await next()).keepNewest(view('half', 2));
      await given.close();
      await given.open();
      assert.deepEqual(await ids(), ['old']);
      assert.equal(await (await next()).count(), 0);
    });

    it('can be built again and again', async () => {
      for (const id of ['first', 'second', 'third']) {
        const old = given.store;
        const store = await next();
        await store.keepNewest(view(id, 2));
        await store.goLive?.();
        await old.drop?.();
        await given.close();
        await given.open();
        assert.deepEqual(await ids(), [id]);
      }
    });
  });
}
