import assert from 'node:assert/strict';
import pg from 'pg';
import { harness } from '../../../test/support/postgres-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';
import { change } from '../../../test/support/store.ts';

describe('A PostgreSQL store', () => {
  usePlaces(harness);
  const given = useReplicas(harness);

  it('gives up when a lock is held too long, and has written nothing', async () => {
    const { store } = await given.open({ timeout: 200 });
    await store.commit(change('a', 0, { rank: 1 }));
    const [url, schema] = given.place.split('#');
    const other = new pg.Client(url);
    await other.connect();
    await other.query(`BEGIN; SELECT * FROM ${schema}.sample FOR UPDATE`);
    await assert.rejects(async () => store.commit(change('a', 1, { rank: 2 })), { type: 'store-unavailable' });
    await other.end();
    assert.deepEqual(await store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
    assert.equal(await store.commit(change('a', 1, { rank: 2 })), true);
  });
});
