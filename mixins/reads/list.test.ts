import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { list, useSamples } from '../../test/support/samples.ts';
import { change, type Sample } from '../../test/support/store.ts';
import type { ListPage } from './list.ts';

type Followed = ListPage<{ readonly id: string }>;

describe('A list that is read by cursor', () => {
  const { startNode, startSamples } = useSamples();
  const many = Object.fromEntries(
    Array.from({ length: 23 }, (_, number) => [
      `r${number}`,
      { owner: number % 2 ? 'kim' : 'lee', rank: number % 3, title: 'Same' },
    ]),
  );

  const walk = async (broker: ServiceBroker, params: object, between = async (_: number) => {}) => {
    const seen: string[] = [];
    for (let next: string | undefined, page = 1; ; page += 1) {
      const answer: Followed = await broker.call('sample.list', {
        ...params,
        pageSize: 4,
        ...(next && { cursor: next }),
      });
      assert.equal(answer.page, page);
      seen.push(...answer.rows.map(({ id }) => id));
      if (answer.next === undefined) return seen;
      assert.ok(page < 30, 'it has an end');
      next = answer.next;
      await between(page);
    }
  };

  it('has each row once, with filters, sorts and searches', async () => {
    const broker = await startSamples({}, many);
    for (const params of [
      {},
      { owner: 'kim' },
      { sort: '-rank' },
      { search: 'same' },
      { search: 'same', sort: 'rank', owner: 'lee' },
    ]) {
      const all = await list(broker, { ...params, pageSize: 100 });
      assert.deepEqual(await walk(broker, params), all, JSON.stringify(params));
    }
  });

  it('forgives one mistake in each word of a search that finds nothing, on all its pages', async () => {
    const broker = await startSamples({}, { ...many, other: { title: 'Some' }, short: { title: 'Sa' } });
    assert.deepEqual((await walk(broker, { search: 'saem' })).sort(), Object.keys(many).sort());
    assert.deepEqual((await walk(broker, { search: 'seme' })).sort(), ['other', ...Object.keys(many)].sort());
    assert.deepEqual((await walk(broker, { search: 'same' })).sort(), Object.keys(many).sort());
    assert.deepEqual(await walk(broker, { search: 'seem thing' }), []);
  });

  it('has each row once that stays, whatever comes and changes', async () => {
    const { broker, records } = await startNode({}, many);
    const store = records<Sample>('sample');
    const seen = await walk(broker, { sort: 'rank' }, async (page) => {
      await store.commit(change(`new${page}`, 0, { rank: 0 }));
      await store.commit(change(`r${page}`, 1, { ...many[`r${page}`], status: 'changed' }));
    });
    assert.deepEqual(seen.filter((id) => id.startsWith('r')).sort(), Object.keys(many).sort());
  });

  it('goes on in its own list only, and without a page', async () => {
    const broker = await startSamples({ owner: 'owner' }, many);
    const meta = { onlyFor: 'kim' };
    const { next: cursor } = await broker.call<Followed, object>('sample.list', { owner: 'kim', pageSize: 2 });
    const refused = (params: object) =>
      assert.rejects(
        broker.call('sample.list', { cursor, ...params }),
        (error: Error & { data: { field: string }[] }) => {
          assert.equal(error.name, 'ValidationError');
          assert.match(String(error.data[0]?.field), /^(cursor|page)$/);
          return true;
        },
      );
    for (const params of [
      {},
      { owner: 'lee' },
      { owner: 'kim', sort: 'rank' },
      { owner: 'kim', search: 'same' },
      { owner: 'kim', page: 2 },
    ])
      await refused(params);
    const forged = Buffer.from(String(cursor), 'base64url').toString();
    const [digest, page] = JSON.parse(forged) as unknown[];
    for (const key of [[], ['x', 'y'], [1], [1, 2, 3], [{}, 'x'], [1.5, 'x'], [null, 'x'], [1, null], [1, '\0']])
      await refused({
        owner: 'kim',
        cursor: Buffer.from(JSON.stringify([digest, page, ...key])).toString('base64url'),
      });
    const rest = await broker.call<Followed, object>('sample.list', { owner: 'kim', cursor }, { meta });
    assert.equal(rest.rows.length, 9);
  });

  it('ends at the end, and says nothing more beyond it', async () => {
    const broker = await startSamples();
    const answer = await broker.call<Followed, object>('sample.list', { page: 9, pageSize: 2 });
    assert.deepEqual([answer.rows, answer.next, answer.total], [[], undefined, 5]);
  });
});
