import assert from 'node:assert/strict';
import type { Query } from '../../../mixins/store/collection.ts';
import { change, type StoreHarness, samples, useStore } from '../../support/store.ts';

export function queryContract(harness: StoreHarness): void {
  describe('queries', () => {
    const given = useStore(harness);
    const ids = async (query?: Query) => (await given.store.find(query)).map(({ id }) => id);

    beforeEach(() =>
      given.given(
        change('d', 0, { owner: 'kim', status: 'old', rank: 2, title: '100% Wool_Socks' }),
        change('a', 0, { owner: 'lee', status: 'new', rank: 1, title: 'The Little Prince' }),
        change('b', 0, { owner: 'kim', status: 'new', rank: 2, title: '어린 왕자', note: 1 }),
        change('c', 0, { owner: 'kim', status: 'new', rank: 3, title: '100 WoolySocks \\ x' }),
        change('e', 0, {}),
      ),
    );

    it('finds all records, in order of creation', async () => {
      assert.deepEqual(await ids(), ['d', 'a', 'b', 'c', 'e']);
      await given.given(change('d', 1, { rank: 9 }));
      assert.deepEqual(await ids(), ['d', 'a', 'b', 'c', 'e']);
    });

    it('gives a record as its state with its id', async () => {
      const record = { id: 'b', owner: 'kim', status: 'new', rank: 2, title: '어린 왕자', note: 1 };
      assert.deepEqual(await given.store.findById('b'), record);
      assert.deepEqual(await given.store.find({ query: { id: 'b' } }), [record]);
      assert.equal(await given.store.findById('nobody'), null);
    });

    it('filters by columns, all of which must agree', async () => {
      assert.deepEqual(await ids({ query: { owner: 'kim', status: 'new' } }), ['b', 'c']);
      assert.equal(await given.store.count({ query: { owner: 'kim', status: 'new' } }), 2);
      assert.deepEqual(await ids({ query: { rank: 1 } }), ['a']);
      assert.deepEqual(await ids({ query: { owner: "kim' OR 1=1 --" } }), []);
    });

    it('filters by several values of a column, one of which must be', async () => {
      assert.deepEqual(await ids({ query: { owner: 'kim', status: ['new', 'gone'] } }), ['b', 'c']);
      assert.deepEqual(await ids({ query: { id: ['e', 'a', 'nobody'] } }), ['a', 'e']);
      assert.deepEqual(await ids({ query: { rank: [1, '3', 'one'] } }), ['a', 'c']);
      assert.equal(await given.store.count({ query: { status: ['old', 'new'] } }), 4);
      assert.deepEqual(await ids({ query: { status: [] } }), []);
    });

    it('counts all records, whatever the page', async () => {
      assert.equal(await given.store.count(), 5);
      assert.equal(await given.store.count({ query: { owner: 'kim' }, sort: ['rank'] }), 3);
    });

    it('sorts by several columns, downwards too, and by creation where they are equal', async () => {
      const query = { owner: 'kim' };
      assert.deepEqual(await ids({ query, sort: ['rank'] }), ['d', 'b', 'c']);
      assert.deepEqual(await ids({ query, sort: ['-rank'] }), ['c', 'd', 'b']);
      assert.deepEqual(await ids({ query, sort: ['-status', 'rank'] }), ['d', 'b', 'c']);
      assert.deepEqual(await ids({ query, sort: ['-id'] }), ['d', 'c', 'b']);
      assert.deepEqual(await ids({ query, sort: ['-created'] }), ['c', 'b', 'd']);
    });

    it('sorts records without a value before the others, downwards after them', async () => {
      assert.deepEqual(await ids({ sort: ['rank'] }), ['e', 'a', 'd', 'b', 'c']);
      assert.deepEqual(await ids({ sort: ['-rank'] }), ['c', 'd', 'b', 'a', 'e']);
    });

    it('finds nothing by a number that is none', async () => {
      for (const rank of ['one', '', '2 OR 1=1', 1.5, Number.POSITIVE_INFINITY])
        assert.deepEqual(await ids({ query: { rank } }), [], String(rank));
      assert.deepEqual(await ids({ query: { rank: '1' } }), ['a']);
    });

    it('pages through equal records without losing or repeating one', async () => {
      const pages = await Promise.all([0, 2, 4].map((offset) => ids({ sort: ['status'], limit: 2, offset })));
      assert.deepEqual(pages.flat().sort(), ['a', 'b', 'c', 'd', 'e']);
    });

    it('limits and skips', async () => {
      assert.deepEqual(await ids({ limit: 2 }), ['d', 'a']);
      assert.deepEqual(await ids({ limit: 2, offset: 4 }), ['e']);
      assert.deepEqual(await ids({ offset: 3 }), ['c', 'e']);
      assert.deepEqual(await ids({ limit: 0 }), []);
      assert.deepEqual(await ids({ offset: 9 }), []);
    });

    it('searches for a part of a text, in any case of Latin letters, and in Korean', async () => {
      assert.deepEqual(await ids({ search: 'little' }), ['a']);
      assert.deepEqual(await ids({ search: '왕자' }), ['b']);
      assert.deepEqual(await ids({ search: 'KIM' }), ['c', 'd', 'b']);
      assert.deepEqual(await ids({ search: 'KIM', sort: ['created'] }), ['d', 'b', 'c']);
      assert.deepEqual(await ids({ search: 'kim', query: { status: 'old' } }), ['d']);
      assert.equal(await given.store.count({ search: 'wool' }), 2);
    });

    it('takes wildcards in a search for what they are', async () => {
      assert.deepEqual(await ids({ search: '100%' }), ['d']);
      assert.deepEqual(await ids({ search: 'wool_s' }), ['d']);
      assert.deepEqual(await ids({ search: '%' }), []);
      assert.deepEqual(await ids({ search: '\\' }), []);
      assert.deepEqual(await ids({ search: '.*' }), []);
    });

    const refused: Record<string, Query> = {
      'filter by a field that is no column': { query: { note: 1 } },
      'filter by a name every object has': { query: { constructor: 'x' } },
      'filter by an expression': { query: { 'rank" OR 1=1 --': 1 } },
      'sort by a field that is no column': { sort: ['note'] },
      'sort by an expression': { sort: ['rank; DROP TABLE sample'] },
      'compare with an operator': { query: { rank: { $gt: 0 } as unknown as number } },
      'compare with a list of operators': { query: { rank: [1, { $gt: 0 } as unknown as number] } },
    };
    for (const [what, query] of Object.entries(refused))
      it(`refuses to ${what}`, async () => {
        await assert.rejects(given.store.find(query));
        assert.equal(await given.store.count(), 5);
      });

    it('finds records by a field that has become a column since they were written', async () => {
      await given.given(change('f', 0, { note: 'found' }), change('g', 0, { note: 'also' }));
      await given.close();
      await given.open({ ...samples, columns: { ...samples.columns, note: { type: 'text', index: 'all' } } });
      assert.deepEqual(await ids({ query: { note: 'found' } }), ['f']);
      assert.deepEqual(await ids({ query: { note: '1' } }), ['b']);
      await given.given(change('g', 1, { note: 'found' }));
      assert.deepEqual(await ids({ query: { note: 'found' }, sort: ['note'] }), ['f', 'g']);
    });

    it('finds a changed record by its new values only', async () => {
      await given.given(change('a', 1, { owner: 'lee', status: 'old', rank: 8 }));
      assert.deepEqual(await ids({ query: { rank: 1 } }), []);
      assert.deepEqual(await ids({ query: { rank: 8, owner: 'lee' } }), ['a']);
      assert.deepEqual(await ids({ search: 'little' }), []);
    });
  });

  describe('what is due', () => {
    const given = useStore(harness);

    beforeEach(() =>
      given.given(
        change('a', 0, { due: 300 }),
        change('b', 0, { due: 100 }),
        change('c', 0, { due: 200 }),
        change('d', 0, {}),
        change('e', 0, { due: 400 }),
      ),
    );

    it('comes longest due first, up to and with now', async () => {
      assert.deepEqual(await given.store.due(300, 10), ['b', 'c', 'a']);
      assert.deepEqual(await given.store.due(299, 10), ['b', 'c']);
      assert.deepEqual(await given.store.due(99, 10), []);
    });

    it('can be told from what is far ahead', async () => {
      assert.deepEqual(await given.store.dueAfter(200, 10), ['a', 'e']);
      assert.deepEqual(await given.store.dueAfter(200, 1), ['a']);
      assert.deepEqual(await given.store.dueAfter(400, 10), []);
    });

    it('comes in parts when there is much', async () => {
      assert.deepEqual(await given.store.due(1_000, 2), ['b', 'c']);
    });

    it('is no more when the record says so, or says later', async () => {
      await given.given(change('b', 1, {}), change('c', 1, { due: 900 }));
      assert.deepEqual(await given.store.due(500, 10), ['a', 'e']);
    });
  });
}
