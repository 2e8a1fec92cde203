import assert from 'node:assert/strict';
import pg from 'pg';
import { eventually } from '../../../test/support/eventually.ts';
import { harness } from '../../../test/support/postgres-store.ts';
import { usePlaces, useReplicas } from '../../../test/support/replicas.ts';
import { giveToNobody, useSmallDisks } from '../../../test/support/small-disk.ts';
import { change } from '../../../test/support/store.ts';

describe('A PostgreSQL store', () => {
  usePlaces(harness);
  const given = useReplicas(harness);
  const newDisk = useSmallDisks();
  const unavailable = { type: 'store-unavailable', code: 503 };
  let operator: pg.Client;
  let schema: string;
  beforeEach(async () => {
    const [url, name = ''] = given.place.split('#');
    schema = name;
    operator = new pg.Client(url);
    await operator.connect();
  });
  afterEach(() => operator.end());

  it('gives up when a lock is held too long, and has written nothing', async () => {
    const { store } = await given.open({ timeout: 200 });
    await store.commit(change('a', 0, { rank: 1 }));
    await operator.query(`BEGIN; SELECT * FROM ${schema}.sample FOR UPDATE`);
    await assert.rejects(async () => store.commit(change('a', 1, { rank: 2 })), unavailable);
    await operator.query('ROLLBACK');
    assert.deepEqual(await store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
    assert.equal(await store.commit(change('a', 1, { rank: 2 })), true);
  });

  it('refuses to write and goes on to read while its database is read only', async () => {
    const { store } = await given.open();
    await store.commit(change('a', 0, { rank: 1 }));
    const readOnly = async (value: 'on' | 'off') => {
      await operator.query(`ALTER DATABASE postgres SET default_transaction_read_only = ${value}`);
      await operator.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      await eventually(() =>
        store.load('a').then(
          () => true,
          () => false,
        ),
      );
    };
    await readOnly('on');
    try {
      await assert.rejects(store.commit(change('a', 1, { rank: 2 })), unavailable);
      assert.equal((await store.load('a'))?.version, 1);
      assert.deepEqual(await store.writeState(), { writable: false, kind: 'PostgreSQL', why: 'it can only be read' });
    } finally {
      await operator.query('SET default_transaction_read_only = off');
      await readOnly('off');
    }
    await eventually(async () => (await store.writeState()).writable);
    assert.equal(await store.commit(change('a', 1, { rank: 2 })), true);
  });

  it('refuses what finds no room on a full disk, and takes it once there is some', async function () {
    const disk = newDisk(16);
    if (!disk) return this.skip();
    try {
      const { store, outbox } = await given.open();
      giveToNobody(disk.path);
      await operator.query(`CREATE TABLESPACE small_${schema} LOCATION '${disk.path}'`);
      await operator.query(`ALTER TABLE ${schema}.sample SET TABLESPACE small_${schema}`);
      const note = Array.from({ length: 100_000 }, (_, index) => index.toString(36)).join('');
      assert.equal(await store.commit(change('a', 0, { rank: 1, note })), true);
      disk.fill();
      await assert.rejects(store.commit(change('b', 0, { rank: 2, note })), unavailable);
      assert.equal(await store.load('b'), undefined);
      assert.deepEqual(await store.writeState(), { writable: false, kind: 'PostgreSQL', why: 'its disk is full' });
      assert.deepEqual(
        (await outbox.pending(10)).map(({ event }) => event.id),
        ['a-1'],
      );
      disk.makeRoom();
      assert.equal(await store.commit(change('b', 0, { rank: 2, note })), true);
      await eventually(async () => (await store.writeState()).writable, 5_000);
    } finally {
      await operator
        .query(`DROP TABLE IF EXISTS ${schema}.sample; DROP TABLESPACE IF EXISTS small_${schema}`)
        .catch(() => {});
    }
  }).timeout(20_000);
});
