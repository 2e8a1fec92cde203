import assert from 'node:assert/strict';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

export function scanContract(harness: StoreHarness): void {
  describe('a scan', () => {
    const given = useStore(harness);
    beforeEach(() => given.given(...['c', 'a', 'e', 'b', 'd'].map((id, rank) => change(id, 0, { rank }, 0))));

    it('gives each record once, in order of id, page by page', async () => {
      const pages: string[][] = [];
      for (let after: string | undefined = ''; after !== undefined; ) {
        const { records, unreadable, last } = await given.store.scan(after, 2);
        assert.equal(unreadable, 0);
        pages.push(records.map(({ id }) => id));
        after = last;
      }
      assert.deepEqual(pages, [['a', 'b'], ['c', 'd'], ['e']]);
    });

    it('gives the version and the state', async () => {
      const { records } = await given.store.scan('d', 10);
      assert.deepEqual(records, [{ id: 'e', version: 1, state: { rank: 2 } }]);
    });

    it('ends where there are no more', async () => {
      assert.deepEqual(await given.store.scan('e', 2), { records: [], unreadable: 0 });
    });
  });
}
