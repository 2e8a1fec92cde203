import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { eventually } from '../../support/eventually.ts';
import { type Replica, type ReplicaOptions, type ServerHarness, useServer } from '../../support/replicas.ts';
import { silent } from '../../support/silent.ts';
import { change } from '../../support/store.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

function isUnavailable(error: unknown): error is Refused {
  return error instanceof Refused && error.type === 'store-unavailable' && error.retryable && error.code === 503;
}

/** A server that is not durable, such as a stand-in, is killed only where nothing hangs on what it kept. */
export function outageContract(harness: ServerHarness, { durable = true } = {}): void {
  describe('when its server', () => {
    const server = useServer(harness);
    const opened: Replica[] = [];
    let places = 0;
    let proxy: TcpProxy;
    const open = async (url: string, options: ReplicaOptions = {}) => {
      const store = await harness.openReplica(`${url}#outage_${places}`, { adoptAfter: 0, ...options });
      opened.push(store);
      return store;
    };
    const pendingIds = async ({ outbox }: Replica) => (await outbox.pending(100_000)).map(({ event }) => event.id);

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
      if (!durable) this.skip();
      this.timeout(60_000);
      const store = await open(server.url);
      const acknowledged = new Map<string, number>();
      const refusals: unknown[] = [];
      let running = true;
      let total = 0;
      const increment = async (id: string) => {
        const version = (await store.store.load(id))?.version ?? 0;
        const next = change(id, version, { rank: version + 1, note: `${id} `.repeat(100) });
        if (!(await store.store.commit(next))) return;
        acknowledged.set(id, next.version);
        total += 1;
      };
      const refused = async (error: unknown) => {
        if (!isUnavailable(error)) throw error;
        refusals.push(error);
        await sleep(10);
      };
      const write = async (id: string) => {
        while (running) await increment(id).catch(refused);
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

    it('is down, refuses soon, and serves again by itself when it is back', async () => {
      const told: string[] = [];
      const log = { info: (text: string) => told.push(text), warn: (text: string) => told.push(text), error() {} };
      const { store } = await open(server.url, { log });
      await server.kill();
      try {
        const started = performance.now();
        await assert.rejects(async () => store.commit(change('a', 0, {})), isUnavailable);
        await assert.rejects(async () => store.find(), isUnavailable);
        assert.ok(performance.now() - started < 3_000);
      } finally {
        await server.start();
      }
      assert.equal(await store.commit(change('a', 0, {})), true);
      const { host } = new URL(server.url);
      assert.match(told[0] ?? '', new RegExp(`^\\w+ ${host}/\\w+, \\w+ outage_\\d+ does not answer: `));
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
      const { store } = await open(proxied(), { timeout: 200 });
      proxy.fault = 'swallow requests';
      await assert.rejects(async () => store.commit(change('a', 0, {})), isUnavailable);
      proxy.fault = 'none';
      assert.equal(await store.commit(change('a', 0, {})), true);
    });

    it('is not there yet, is waited for', async () => {
      await server.kill();
      const told: string[] = [];
      const log = { ...silent, warn: (text: string) => told.push(text) };
      const opening = open(server.url, { log });
      await eventually(() => told.length > 0);
      await server.start();
      const { store } = await opening;
      assert.equal(await store.commit(change('a', 0, {})), true);
    });
  });
}
