import assert from 'node:assert/strict';
import fc from 'fast-check';
import { change, type Sample, type StoreHarness, useStore } from '../../support/store.ts';

export function recordContract(harness: StoreHarness): void {
  describe('records', () => {
    const given = useStore(harness);

    it('has nothing under an id that was never written', async () => {
      assert.equal(await given.store.load('a'), undefined);
    });

    it('keeps what was committed', async () => {
      assert.equal(await given.store.commit(change('a', 0, { owner: 'kim', rank: 1 })), true);
      assert.deepEqual(await given.store.load('a'), { id: 'a', version: 1, state: { owner: 'kim', rank: 1 } });
    });

    it('changes a record from the version it holds, as many versions on as there are events', async () => {
      await given.given(change('a', 0, { rank: 1 }), change('a', 1, { rank: 2 }, 3));
      assert.deepEqual(await given.store.load('a'), { id: 'a', version: 4, state: { rank: 2 } });
    });

    it('commits a state without events', async () => {
      await given.given(change('a', 0, { rank: 1 }, 0));
      assert.deepEqual(await given.store.load('a'), { id: 'a', version: 1, state: { rank: 1 } });
      assert.deepEqual(await given.pendingIds(), []);
    });

    const conflicts: [string, number][] = [
      ['that must not exist yet', 0],
      ['from an older version', 1],
      ['from a newer version', 3],
    ];
    for (const [what, expectedVersion] of conflicts)
      it(`refuses a change ${what}, and writes neither state nor events`, async () => {
        await given.given(change('a', 0, { rank: 1 }), change('a', 1, { rank: 2 }));
        assert.equal(await given.store.commit(change('a', expectedVersion, { rank: 9 })), false);
        assert.deepEqual(await given.store.load('a'), { id: 'a', version: 2, state: { rank: 2 } });
        assert.deepEqual(await given.pendingIds(), ['a-1', 'a-2']);
      });

    it('refuses to change a record that does not exist', async () => {
      assert.equal(await given.store.commit(change('a', 1, { rank: 9 })), false);
      assert.equal(await given.store.load('a'), undefined);
      assert.deepEqual(await given.pendingIds(), []);
    });

    it('lets one of many writers create a record', async () => {
      const writers = Array.from({ length: 20 }, (_, rank) => given.store.commit(change('a', 0, { rank })));
      const won = await Promise.all(writers);
      assert.equal(won.filter(Boolean).length, 1);
      assert.equal((await given.store.load('a'))?.state.rank, won.indexOf(true));
      assert.deepEqual(await given.pendingIds(), ['a-1']);
    });

    it('loses no update of 64 writers that reload when they lose', async () => {
      await given.given(change('a', 0, { rank: 0 }));
      const increment = async () => {
        for (;;) {
          const record = await given.store.load('a');
          assert.ok(record);
          const rank = (record.state.rank ?? 0) + 1;
          if (await given.store.commit(change('a', record.version, { rank }))) return;
        }
      };
      await Promise.all(Array.from({ length: 64 }, increment));
      assert.deepEqual(await given.store.load('a'), { id: 'a', version: 65, state: { rank: 64 } });
      assert.equal((await given.pendingIds()).length, 65);
    });

    const loop: { self?: unknown } = {};
    loop.self = loop;

    it('writes no state when an event cannot be written, and the other changes all the same', async () => {
      const good = change('a', 0, { rank: 1 });
      const bad = { ...change('b', 0, { rank: 1 }), events: change('b', 0, { note: loop }).events };
      const [first, second, third] = await Promise.allSettled([
        given.store.commit(good),
        given.store.commit(bad),
        given.store.commit(change('c', 0, {})),
      ]);
      assert.deepEqual([first?.status, second?.status, third?.status], ['fulfilled', 'rejected', 'fulfilled']);
      assert.equal(await given.store.load('b'), undefined);
      assert.deepEqual(await given.pendingIds(), ['a-1', 'c-1']);
    });

    it('writes no event when the state cannot be written', async () => {
      const bad = { ...change('a', 0, {}), state: { note: loop } };
      await assert.rejects(given.store.commit(bad));
      assert.equal(await given.store.load('a'), undefined);
      assert.deepEqual(await given.pendingIds(), []);
    });

    const states: Record<string, Sample> = {
      'Korean and other scripts': { owner: '김철수', title: '도서 대여 「예약」 한글', note: 'ß é עברית 日本語' },
      'emoji, quotes, backslashes and line ends': { title: `👩‍👩‍👧 "it's" \\ %_ \r\n\t`, note: ['\u2028', "'; --"] },
      'null and nested fields': { title: null, note: { deep: [1, null, { deeper: true }], none: null } },
      'numbers at their limits': { rank: Number.MAX_SAFE_INTEGER, note: [-0.1, 1e300, Number.MIN_SAFE_INTEGER] },
      'a megabyte': { note: 'ㅁ'.repeat(350_000) },
    };
    for (const [what, state] of Object.entries(states))
      it(`keeps ${what} as they are`, async () => {
        await given.given(change('a', 0, state));
        assert.deepEqual((await given.store.load('a'))?.state, state);
        const [pending] = await given.store.outbox.pending(1);
        assert.deepEqual(pending?.event.data, state);
      });

    it('takes an undefined field for an absent one', async () => {
      await given.given(change('a', 0, { owner: 'kim', rank: undefined, due: undefined }, 0));
      assert.deepEqual((await given.store.load('a'))?.state, { owner: 'kim' });
    });

    it('tells ids apart by letter case', async () => {
      await given.given(change('a', 0, { rank: 1 }), change('A', 0, { rank: 2 }));
      assert.equal((await given.store.load('A'))?.state.rank, 2);
    });
  });

  describe('records of views', () => {
    const given = useStore(harness);

    it('keeps the newest version, in whatever order the versions come and however often', async () => {
      const versions = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 });
      let next = 0;
      const property = fc.asyncProperty(versions, async (order) => {
        next += 1;
        const id = `view-${next}`;
        await Promise.all(order.map((version) => given.store.keepNewest({ id, version, state: { rank: version } })));
        const newest = Math.max(...order);
        assert.deepEqual(await given.store.load(id), { id, version: newest, state: { rank: newest } });
      });
      await fc.assert(property, { numRuns: 50, seed: 7 });
    });

    it('ignores a second state of the same version', async () => {
      await given.store.keepNewest({ id: 'a', version: 2, state: { rank: 1 } });
      await given.store.keepNewest({ id: 'a', version: 2, state: { rank: 2 } });
      assert.equal((await given.store.load('a'))?.state.rank, 1);
    });

    it('finds a record by what its newest version says', async () => {
      await given.store.keepNewest({ id: 'a', version: 1, state: { status: 'reserved' } });
      await given.store.keepNewest({ id: 'a', version: 2, state: { status: 'rented' } });
      assert.equal(await given.store.count({ query: { status: 'reserved' } }), 0);
      assert.equal(await given.store.count({ query: { status: 'rented' } }), 1);
    });

    it('writes no events', async () => {
      await given.store.keepNewest({ id: 'a', version: 1, state: {} });
      assert.deepEqual(await given.pendingIds(), []);
    });
  });
}
