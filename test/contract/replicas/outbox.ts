import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Relay } from '../../../mixins/bus/relay.ts';
import type { Outbox, PendingEvent } from '../../../mixins/outbox/port.ts';
import { eventually } from '../../support/eventually.ts';
import { randomly } from '../../support/random.ts';
import { type ServerHarness, useReplicas } from '../../support/replicas.ts';
import { silent } from '../../support/silent.ts';
import { change } from '../../support/store.ts';

const ids = (entries: readonly PendingEvent[]) => entries.map(({ event }) => event.id);

export function sharedOutboxContract(harness: ServerHarness): void {
  describe('the outbox of replicas that share it', () => {
    const given = useReplicas(harness);
    /** A replica that has looked into the table once, as it does when it starts. */
    const start = async (options = {}) => {
      const replica = await given.open(options);
      await replica.outbox.pending(10);
      return replica;
    };
    const pendingIds = async (outbox: Outbox) => ids(await outbox.pending(100));

    it('gives each the events of its own changes, at once', async () => {
      const [one, other] = [await start(), await start()];
      await one.store.commit(change('a', 0, {}, 2));
      await other.store.commit(change('b', 0, {}));
      assert.deepEqual(await pendingIds(one.outbox), ['a-1', 'a-2']);
      assert.deepEqual(await pendingIds(other.outbox), ['b-1']);
    });

    it('gives a replica that starts what is there, whoever left it', async () => {
      const one = await start();
      await one.store.commit(change('a', 0, {}));
      assert.deepEqual(await pendingIds((await given.open()).outbox), ['a-1']);
    });

    it('gives what a dead one left behind, after a time, in order of version', async () => {
      const [one, other] = [await start({ adoptAfter: 200 }), await start()];
      for (const [id, version] of [
        ['a', 0],
        ['b', 0],
        ['a', 1],
        ['b', 1],
      ] as const)
        await other.store.commit(change(id, version, {}));
      await other.close();
      assert.deepEqual(await pendingIds(one.outbox), []);
      await eventually(async () => (await pendingIds(one.outbox)).length === 4);
      assert.deepEqual(await pendingIds(one.outbox), ['a-1', 'b-1', 'a-2', 'b-2']);
    });

    it('gives none again to who has committed it, though others may adopt it', async () => {
      const [one, other] = [await start({ adoptAfter: 1 }), await start({ adoptAfter: 1 })];
      await one.store.commit(change('a', 0, {}));
      assert.deepEqual(await pendingIds(one.outbox), ['a-1']);
      await eventually(async () => (await pendingIds(other.outbox)).length === 1);
      assert.deepEqual(await pendingIds(one.outbox), []);
    });

    it('gives who changes another’s record what is pending of it, first and once', async () => {
      const [one, other] = [await start(), await start()];
      await other.store.commit(change('a', 0, {}, 2));
      await other.store.commit(change('b', 0, {}));
      await one.store.commit(change('a', 2, {}));
      const taken = await one.outbox.pending(100);
      assert.deepEqual(ids(taken), ['a-1', 'a-2', 'a-3']);
      await one.store.commit(change('a', 3, {}));
      assert.deepEqual(ids(await one.outbox.pending(100, taken.at(-1))), ['a-4']);
    });

    it('keeps no more in memory than it may, and loses and repeats nothing on the way through the table', async () => {
      const { store, outbox } = await start({ capacity: 5 });
      const expected: string[] = [];
      const read: PendingEvent[] = [];
      for (let record = 0; record < 40; record += 1) {
        await store.commit(change(`r${record}`, 0, {}));
        expected.push(`r${record}-1`);
        if (record % 10 === 9) read.push(...(await outbox.pending(3, read.at(-1))));
      }
      while (read.length < 40) read.push(...(await outbox.pending(3, read.at(-1))));
      assert.deepEqual(ids(read), expected);
    });

    it('may be cleared by both at once', async () => {
      const [one, other] = [await start({ adoptAfter: 0 }), await start({ adoptAfter: 0 })];
      for (let record = 0; record < 50; record += 1) await one.store.commit(change(`r${record}`, 0, {}));
      const pending = await other.outbox.pending(100);
      assert.equal(pending.length, 50);
      await Promise.all([one.outbox.clear(pending), other.outbox.clear(pending.toReversed())]);
      await one.outbox.clear(pending);
      assert.deepEqual(await pendingIds(other.outbox), []);
    });

    it('reaches the stream whole, and in order of version for each record, whoever changes it', async function () {
      this.timeout(30_000);
      const random = randomly(7);
      const stream = new Set<string>();
      const replicas = [await given.open({ capacity: 20 }), await given.open({ adoptAfter: 300 })] as const;
      const relays = replicas.map(({ outbox }) => {
        const publish = async ({ id }: { id: string }) => {
          await sleep(random() * 20);
          if (random() < 0.02) throw new Error('the stream is away');
          stream.add(id);
        };
        return new Relay({ outbox, publish, log: silent, scanEvery: 200 });
      });
      const records = Array.from({ length: 12 }, (_, index) => `r${index}`);
      const changes = 40;
      await Promise.all(
        records.map(async (id) => {
          for (let version = 0; version < changes; version += 1) {
            const { store } = random() < 0.8 ? replicas[0] : replicas[1];
            assert.ok(await store.commit(change(id, version, {})));
          }
        }),
      );
      await eventually(() => stream.size === records.length * changes, 20_000);
      await Promise.all(relays.map((relay) => relay.stop()));
      for (const id of records) {
        const versions = [...stream]
          .filter((event) => event.startsWith(`${id}-`))
          .map((event) => Number(event.split('-')[1]));
        assert.deepEqual(
          versions,
          Array.from({ length: changes }, (_, index) => index + 1),
          id,
        );
      }
      const { outbox } = await given.open({ adoptAfter: 0 });
      await eventually(async () => (await pendingIds(outbox)).length === 0);
    });
  });
}
