import assert from 'node:assert/strict';
import { change, type StoreHarness, useStore } from '../../support/store.ts';

export function outboxContract(harness: StoreHarness): void {
  describe('outbox', () => {
    const given = useStore(harness);
    const numbered = Array.from({ length: 6 }, (_, index) => `r${index}-1`);
    const sixEvents = () => given.given(...numbered.map((_, index) => change(`r${index}`, 0, { rank: index })));

    it('holds the events of every change, in order of commit', async () => {
      await given.given(change('b', 0, {}, 2), change('a', 0, {}), change('b', 2, {}), change('a', 1, {}, 2));
      assert.deepEqual(await given.pendingIds(), ['b-1', 'b-2', 'a-1', 'b-3', 'a-2', 'a-3']);
    });

    it('gives an event as it was committed', async () => {
      const committed = change('a', 0, { title: '예약' });
      await given.given(committed);
      const [pending] = await given.store.outbox.pending(1);
      assert.deepEqual(pending?.event, committed.events[0]);
    });

    it('gives as many as are asked for, and goes on behind the last', async () => {
      await sixEvents();
      const { outbox } = given.store;
      const first = await outbox.pending(4);
      const rest = await outbox.pending(4, first.at(-1));
      const both = new Set([...first, ...rest].map(({ event }) => event.id));
      assert.deepEqual([...both], numbered);
      assert.equal(first.length, 4);
    });

    it('does not give what was cleared', async () => {
      await sixEvents();
      const { outbox } = given.store;
      await outbox.clear((await outbox.pending(10)).slice(0, 2));
      assert.deepEqual(await given.pendingIds(), numbered.slice(2));
    });

    it('does not give what was cleared out of order, also in a later part', async () => {
      await sixEvents();
      const { outbox } = given.store;
      const all = await outbox.pending(10);
      await outbox.clear([4, 1].flatMap((index) => all[index] ?? []));
      assert.deepEqual(await given.pendingIds(), ['r0-1', 'r2-1', 'r3-1', 'r5-1']);
      assert.deepEqual(await given.pendingIds(3), ['r0-1', 'r2-1', 'r3-1']);
      await outbox.clear([0, 3].flatMap((index) => all[index] ?? []));
      assert.deepEqual(await given.pendingIds(), ['r2-1', 'r5-1']);
      await outbox.clear([2, 5].flatMap((index) => all[index] ?? []));
      assert.deepEqual(await given.pendingIds(), []);
    });

    it('takes a second clear of the same events for nothing, and goes on', async () => {
      await sixEvents();
      const { outbox } = given.store;
      const all = await outbox.pending(10);
      await outbox.clear(all);
      await outbox.clear(all);
      await outbox.clear([]);
      await given.given(change('z', 0, {}));
      assert.deepEqual(await given.pendingIds(), ['z-1']);
    });

    it('still holds what was pending when the store was closed', async () => {
      await sixEvents();
      const { outbox } = given.store;
      await outbox.clear((await outbox.pending(10)).slice(0, 2));
      await given.close();
      await given.open();
      assert.deepEqual(await given.pendingIds(), numbered.slice(2));
      await given.given(change('z', 0, {}));
      assert.deepEqual(await given.pendingIds(), [...numbered.slice(2), 'z-1']);
    });

    it('tells of new events when they are committed', async () => {
      const seen = new Promise<string[]>((resolve, reject) => {
        given.store.outbox.onAppend(() => given.pendingIds().then(resolve, reject));
      });
      await given.given(change('a', 0, {}));
      assert.deepEqual(await seen, ['a-1']);
    });

    it('tells nothing of a change that was refused or had no events', async () => {
      await given.given(change('a', 0, {}));
      let told = 0;
      given.store.outbox.onAppend(() => {
        told += 1;
      });
      await given.store.commit(change('a', 0, {}));
      await given.given(change('b', 0, {}, 0));
      await given.store.keepNewest({ id: 'c', version: 1, state: {} });
      assert.equal(told, 0);
      await given.given(change('d', 0, {}));
      assert.equal(told, 1);
    });
  });
}
