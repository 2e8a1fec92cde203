import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { eventually } from '../../../test/support/eventually.ts';
import { usePostgres } from '../../../test/support/postgres.ts';
import { openStore } from '../../../test/support/postgres-store.ts';
import { change } from '../../../test/support/store.ts';
import { startProxy, type TcpProxy } from '../../../test/support/tcp-proxy.ts';
import { Refused } from '../../kernel/errors.ts';

function isUnavailable(error: unknown): error is Refused {
  return error instanceof Refused && error.type === 'store-unavailable' && error.retryable && error.code === 503;
}

describe('A PostgreSQL store, when its server', () => {
  const server = usePostgres();
  const opened: { close(): Promise<void> }[] = [];
  let places = 0;
  let proxy: TcpProxy;
  const open = async (url: string, options = {}) => {
    const store = await openStore(`${url}#place_${places}`, { adoptAfter: 0, ...options });
    opened.push(store);
    return store;
  };
  const pendingIds = async ({ outbox }: Awaited<ReturnType<typeof open>>) =>
    (await outbox.pending(100_000)).map(({ event }) => event.id);

  beforeEach(async () => {
    places += 1;
    proxy = await startProxy(Number(new URL(server.url).port));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await proxy.stop();
  });
  const proxied = () => server.url.replace(/:\d+\//, `:${proxy.port}/`);

  it('is killed while writers write, has lost nothing that was acknowledged, and goes on', async function () {
    this.timeout(60_000);
    const store = await open(server.url);
    const acknowledged = new Map<string, number>();
    const refusals: unknown[] = [];
    let running = true;
    let total = 0;
    const write = async (id: string) => {
      while (running) {
        try {
          const version = (await store.store.load(id))?.version ?? 0;
          if (!(await store.store.commit(change(id, version, { rank: version + 1, note: `${id} `.repeat(100) }))))
            continue;
          acknowledged.set(id, version + 1);
          total += 1;
        } catch (error) {
          if (!isUnavailable(error)) throw error;
          refusals.push(error);
          await sleep(10);
        }
      }
    };
    const writers = Promise.all(Array.from({ length: 16 }, (_, index) => write(`r${index}`)));
    for (let kill = 0; kill < 3; kill += 1) {
      const before = total;
      await eventually(() => total > before + 200);
      await server.kill();
      await server.start();
    }
    const before = total;
    await eventually(() => total > before + 200);
    running = false;
    await writers;

    assert.ok(refusals.length > 0, 'the writers have met the outage');
    const events = new Set(await pendingIds(store));
    for (const [id, version] of acknowledged) {
      const record = await store.store.load(id);
      assert.ok(record && record.version >= version, `${id} ${version} was acknowledged, and is ${record?.version}`);
      assert.equal(record.state.rank, record.version);
      for (let event = 1; event <= record.version; event += 1)
        assert.ok(events.delete(`${id}-${event}`), `${id}-${event} is in the outbox`);
    }
    assert.deepEqual([...events], []);
  });

  it('undoes a statement to end a deadlock, makes it again', async () => {
    const { store, database } = await open(server.url);
    for (const id of ['a', 'b']) await store.commit(change(id, 0, {}));
    const other = new pg.Client(server.url);
    await other.connect();
    const touch = (id: string) => other.query(`UPDATE place_${places}.sample SET version = 7 WHERE id = '${id}'`);
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
  });

  it('is down, refuses at once, and serves again by itself when it is back', async () => {
    const told: string[] = [];
    const log = { info: (text: string) => told.push(text), warn: (text: string) => told.push(text), error() {} };
    const { store } = await open(server.url, { log });
    await server.kill();
    try {
      const started = performance.now();
      await assert.rejects(async () => store.commit(change('a', 0, {})), isUnavailable);
      await assert.rejects(async () => store.find(), isUnavailable);
      assert.ok(performance.now() - started < 1_000);
    } finally {
      await server.start();
    }
    assert.equal(await store.commit(change('a', 0, {})), true);
    const { host } = new URL(server.url);
    assert.match(told[0] ?? '', new RegExp(`^PostgreSQL ${host}/postgres, schema place_\\d+ does not answer: `));
    assert.match(told[1] ?? '', /answers again$/);
    assert.equal(told.length, 2);
  });

  it('is cut off before it can acknowledge, has made the change, which a reload finds', async () => {
    const one = await open(proxied(), { adoptAfter: 60_000 });
    await one.store.load('a');
    await one.outbox.pending(10);
    proxy.fault = 'cut replies';
    await assert.rejects(async () => one.store.commit(change('a', 0, { rank: 1 })), isUnavailable);
    proxy.fault = 'none';
    assert.deepEqual(await one.store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
    assert.equal(await one.store.commit(change('a', 0, { rank: 1 })), false);
    assert.deepEqual(await pendingIds(one), []);
    await one.store.commit(change('a', 1, { rank: 2 }));
    assert.deepEqual(await pendingIds(one), ['a-1', 'a-2']);
  });

  it('says nothing, counts as gone after a time', async function () {
    this.timeout(20_000);
    const { store } = await open(proxied(), { statementTimeout: 200 });
    proxy.fault = 'swallow requests';
    await assert.rejects(async () => store.commit(change('a', 0, {})), isUnavailable);
    proxy.fault = 'none';
    assert.equal(await store.commit(change('a', 0, {})), true);
  });

  it('waits too long for a lock, gives up, and has written nothing', async () => {
    const { store } = await open(server.url, { statementTimeout: 200 });
    await store.commit(change('a', 0, { rank: 1 }));
    const other = new pg.Client(server.url);
    await other.connect();
    await other.query(`BEGIN; SELECT * FROM place_${places}.sample FOR UPDATE`);
    await assert.rejects(async () => store.commit(change('a', 1, { rank: 2 })), isUnavailable);
    await other.end();
    assert.deepEqual(await store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
    assert.equal(await store.commit(change('a', 1, { rank: 2 })), true);
  });

  it('is not there yet, is waited for', async () => {
    await server.kill();
    const opening = open(server.url);
    await server.start();
    const { store } = await opening;
    assert.equal(await store.commit(change('a', 0, {})), true);
  });
});
