import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { list, useSamples } from '../test/support/samples.ts';
import { type Sample, samples } from '../test/support/store.ts';

interface Page {
  readonly rows: { readonly id: string }[];
}

describe('reads', () => {
  const { startNode, startSamples } = useSamples();

  describe('made for one member', () => {
    const meta = { onlyFor: 'kim' };
    const refusal = { name: 'Refused', type: 'others-records', data: { kind: 'forbidden' } };

    it("get that member's records, and of others not even that they exist", async () => {
      const broker = await startSamples({ owner: 'owner' });
      assert.partialDeepStrictEqual(await broker.call('sample.get', { id: 'a' }, { meta }), { id: 'a' });
      const other = broker.call('sample.get', { id: 'b' }, { meta });
      await assert.rejects(other, { type: 'sample-not-found', message: 'There is no such sample.' });
      assert.partialDeepStrictEqual(await broker.call('sample.get', { id: 'b' }), { id: 'b' });
    });

    it('list, find and count those only, and refuse to name another', async () => {
      const broker = await startSamples({ owner: 'owner' });
      const ids = (found: { id: string }[]) => found.map(({ id }) => id).join('');
      assert.equal(ids((await broker.call<Page, object>('sample.list', {}, { meta })).rows), 'acd');
      assert.equal(ids(await broker.call<{ id: string }[], object>('sample.find', { owner: 'kim' }, { meta })), 'acd');
      assert.equal(await broker.call('sample.count', { status: 'new' }, { meta }), 2);
      for (const action of ['list', 'find', 'count'])
        await assert.rejects(broker.call(`sample.${action}`, { owner: 'lee' }, { meta }), refusal);
    });

    it('are refused a list that cannot be told apart by member', async () => {
      const broker = await startSamples({ owner: 'owner', filters: ['status'] });
      await assert.rejects(broker.call('sample.list', {}, { meta }), refusal);
      assert.deepEqual(await list(broker, {}), ['a', 'b', 'c', 'd', 'e']);
    });

    it('see what belongs to nobody', async () => {
      const broker = await startSamples();
      assert.equal((await broker.call<Page, object>('sample.list', {}, { meta })).rows.length, 5);
      assert.partialDeepStrictEqual(await broker.call('sample.get', { id: 'b' }, { meta }), { id: 'b' });
    });
  });

  describe('list', () => {
    it('pages, and tells how much there is', async () => {
      const broker = await startSamples();
      const rows = [
        { id: 'c', owner: 'kim', rank: 3 },
        { id: 'd', owner: 'kim', rank: 1 },
      ];
      assert.partialDeepStrictEqual(await broker.call('sample.list', { page: 2, pageSize: 2 }), {
        rows,
        total: 5,
        page: 2,
        pageSize: 2,
        totalPages: 3,
      });
    });

    it('is made again with the parameters of the caller when it got no answer', async () => {
      const { broker, records } = await startNode({ owner: 'owner' });
      const store = records<Sample>('sample');
      for (const [action, reading] of [
        ['list', 'slice'],
        ['find', 'find'],
        ['count', 'count'],
      ] as const) {
        const read = store[reading].bind(store) as (...args: unknown[]) => Promise<never>;
        let asked = 0;
        store[reading] = (...args: unknown[]) => {
          asked += 1;
          return asked === 1 ? new Promise<never>(() => {}) : read(...args);
        };
        const params = { owner: 'kim', status: 'new', sort: 'rank' };
        const { sort: _, ...conditions } = params;
        await broker.call(`sample.${action}`, action === 'count' ? conditions : params, { timeout: 100 });
        assert.ok(asked > 1, action);
      }
    });

    it('takes numbers as a query string has them', async () => {
      assert.deepEqual(await list(await startSamples(), { page: '3', pageSize: '2' }), ['e']);
    });

    it('gives the first twenty unless told otherwise, and nothing beyond the last page', async () => {
      const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`r${index}`, { rank: index }]));
      const broker = await startSamples({}, many);
      assert.equal((await list(broker, {})).length, 20);
      assert.deepEqual(await list(broker, { page: 9 }), []);
    });

    it('sorts, downwards too and by several columns', async () => {
      const broker = await startSamples();
      assert.deepEqual(await list(broker, { sort: '-id' }), ['e', 'd', 'c', 'b', 'a']);
      assert.deepEqual(await list(broker, { sort: 'rank' }), ['b', 'd', 'a', 'e', 'c']);
      assert.deepEqual(await list(broker, { sort: '-status,-rank,id' }), ['c', 'e', 'a', 'b', 'd']);
    });

    it('gives the records that are named, and refuses what is no list of ids', async () => {
      const broker = await startSamples({ ids: true });
      assert.deepEqual(await list(broker, { ids: 'd,a,nobody' }), ['a', 'd']);
      assert.deepEqual(await list(broker, { ids: 'd,b', owner: 'kim' }), ['d']);
      for (const ids of ['', 'a,', 'a b', Array(51).fill('a').join()])
        await assert.rejects(list(broker, { ids }), { name: 'ValidationError' }, ids);
      await assert.rejects(list(await startSamples(), { ids: 'a' }), { name: 'ValidationError' });
    });

    it('gives a part of the list, or the other part', async () => {
      const values = { true: ['new', 'young'], false: ['old'] };
      const broker = await startSamples({ parts: { fresh: { column: 'status', about: 'Is it fresh?', values } } });
      assert.deepEqual(await list(broker, { fresh: 'true' }), ['a', 'b', 'd']);
      assert.deepEqual(await list(broker, { fresh: 'false', owner: 'kim' }), ['c']);
      await assert.rejects(list(broker, { fresh: 'maybe' }), { name: 'ValidationError' });
    });

    it('filters and searches', async () => {
      const broker = await startSamples();
      assert.deepEqual(await list(broker, { owner: 'kim', status: 'new' }), ['a', 'd']);
      assert.deepEqual(await list(broker, { search: '왕자' }), ['a']);
      assert.deepEqual(await list(broker, { search: 'the', owner: 'lee' }), ['b']);
      assert.deepEqual(await list(broker, { owner: 'nobody' }), []);
    });

    it('counts what it filters', async () => {
      const broker = await startSamples();
      const page = await broker.call('sample.list', { owner: 'kim', pageSize: 1 });
      assert.partialDeepStrictEqual(page, {
        rows: [{ id: 'a', owner: 'kim', rank: 2 }],
        total: 3,
        page: 1,
        pageSize: 1,
        totalPages: 3,
      });
    });
  });

  it('finds and counts by the same conditions', async () => {
    const broker = await startSamples();
    assert.deepEqual(await broker.call('sample.find', { owner: 'lee', sort: 'rank', limit: 1 }), [
      { id: 'b', owner: 'lee', rank: 1 },
    ]);
    assert.equal(await broker.call('sample.count', { owner: 'kim' }), 3);
    assert.equal(await broker.call('sample.count', { search: 'wal' }), 1);
  });

  it('gets a record as others see it', async () => {
    assert.deepEqual(await (await startSamples()).call('sample.get', { id: 'a' }), { id: 'a', owner: 'kim', rank: 2 });
  });

  const notFound = {
    name: 'Refused',
    type: 'sample-not-found',
    code: 422,
    retryable: false,
    data: { kind: 'not-found' },
  };

  it('says of an absent record that there is none', async () => {
    await assert.rejects(async () => (await startSamples()).call('sample.get', { id: 'nobody' }), notFound);
  });

  it('shows nothing of records that are not to be shown', async () => {
    const broker = await startSamples({ shown: { status: 'new' }, filters: ['owner'] });
    assert.deepEqual(await list(broker, {}), ['a', 'b', 'd']);
    assert.deepEqual(await list(broker, { owner: 'kim', search: 'd' }), ['d']);
    assert.equal(await broker.call('sample.count', {}), 3);
    await assert.rejects(broker.call('sample.get', { id: 'c' }), notFound);
    await broker.call('sample.get', { id: 'a' });
  });

  describe('refuses', () => {
    let broker: ServiceBroker;
    before(async () => {
      broker = await startSamples({}, {});
    });

    const refused: [string, string, object, string][] = [
      ['a parameter it does not know', 'list', { colour: 'red' }, 'colour'],
      ['a column that is no filter', 'list', { rank: 1 }, 'rank'],
      ['a query object', 'list', { query: { owner: 'kim' } }, 'query'],
      ['a query in JSON', 'list', { query: '{"owner":{"$ne":"kim"}}' }, 'query'],
      ['an operator', 'list', { owner: { $ne: 'kim' } }, 'owner'],
      ['a list of values', 'list', { owner: ['kim', 'lee'] }, 'owner'],
      ['a filter that can be no id', 'list', { owner: "kim' OR 1=1" }, 'owner'],
      ['a choice of fields', 'list', { fields: 'note' }, 'fields'],
      ['a choice of fields to search', 'list', { searchFields: 'note' }, 'searchFields'],
      ['to populate', 'list', { populate: 'owner' }, 'populate'],
      ['to sort by what it does not sort by', 'list', { sort: 'owner' }, 'sort'],
      ['to sort by an expression', 'list', { sort: 'rank;--' }, 'sort'],
      ['to sort by more than three', 'list', { sort: 'rank,status,id,rank' }, 'sort'],
      ['page nought', 'list', { page: 0 }, 'page'],
      ['a page that is no number', 'list', { page: 'x' }, 'page'],
      ['half a page', 'list', { page: 1.5 }, 'page'],
      ['a page of nothing', 'list', { pageSize: 0 }, 'pageSize'],
      ['a page of more than a hundred', 'list', { pageSize: 101 }, 'pageSize'],
      ['a search with NUL', 'list', { search: '\0' }, 'search'],
      ['a search with half a character', 'list', { search: '\ud800' }, 'search'],
      ['a filter with NUL', 'list', { owner: '\0' }, 'owner'],
      ['a cursor that is none', 'list', { cursor: 'x' }, 'cursor'],
      ['a cursor with letters of no cursor', 'list', { cursor: '=' }, 'cursor'],
      ['an empty search', 'list', { search: '' }, 'search'],
      ['a search of more than a hundred letters', 'list', { search: 'x'.repeat(101) }, 'search'],
      ['to find more than a thousand', 'find', { limit: 1_001 }, 'limit'],
      ['to count by a query object', 'count', { query: {} }, 'query'],
      ['an id that can be none', 'get', { id: '../a' }, 'id'],
      ['several ids', 'get', { id: ['a', 'b'] }, 'id'],
      ['more than the id', 'get', { id: 'a', fields: 'note' }, 'fields'],
    ];
    for (const [what, action, params, field] of refused)
      it(`${what} (${action}), naming ${field}`, async () => {
        await assert.rejects(
          broker.call(`sample.${action}`, params),
          (error: Error & { code: number; data: object[] }) => {
            assert.equal(error.name, 'ValidationError');
            assert.equal(error.code, 422);
            assert.ok(JSON.stringify(error.data).includes(`"${field}"`), JSON.stringify(error.data));
            return true;
          },
        );
      });

    it('to search where there is nothing to search', async () => {
      const unsearchable = await startSamples({ collection: { ...samples, search: undefined } }, {});
      await assert.rejects(unsearchable.call('sample.list', { search: 'x' }), { name: 'ValidationError', code: 422 });
    });

    for (const action of ['create', 'insert', 'update', 'remove'])
      it(`${action}: records are changed by commands only`, async () => {
        await assert.rejects(broker.call(`sample.${action}`, { id: 'a' }), { name: 'ServiceNotFoundError' });
      });
  });
});
