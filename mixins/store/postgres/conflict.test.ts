import assert from 'node:assert/strict';
import pg from 'pg';
import { eventually } from '../../../test/support/eventually.ts';
import { usePostgres } from '../../../test/support/postgres.ts';
import { openStore } from '../../../test/support/postgres-store.ts';
import { change, samples } from '../../../test/support/store.ts';

describe('A PostgreSQL store', () => {
  const server = usePostgres();

  it('makes a statement again that its server has undone to end a deadlock', async () => {
    const { store, database, close } = await openStore(`${server.url}#conflict`, samples, { adoptAfter: 0 });
    for (const id of ['a', 'b']) await store.commit(change(id, 0, {}));
    const other = new pg.Client(server.url);
    await other.connect();
    const touch = (id: string) => other.query(`UPDATE conflict.sample SET version = 7 WHERE id = '${id}'`);
    await other.query("BEGIN; SET LOCAL deadlock_timeout = '1min'");
    await touch('b');
    const text = 'UPDATE sample SET version = 8 WHERE id = ANY($1) RETURNING id';
    const both = database.query({ text, values: [['a', 'b']] });
    const waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    await eventually(async () => (await other.query(waits)).rowCount === 1);
    await touch('a');
    await other.query('COMMIT');
    await other.end();
    assert.equal((await both).length, 2);
    assert.equal((await store.load('a'))?.version, 8);
    await close();
  });
});
