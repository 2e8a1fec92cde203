import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Child } from '../../support/child.ts';
import { type StoreHarness, useStore } from '../../support/store.ts';

const program = fileURLToPath(new URL('../../support/store-writer.ts', import.meta.url));

export function crashContract(harness: StoreHarness): void {
  describe('after a crash', () => {
    const given = useStore(harness);
    let writer: Child | undefined;
    const startWriter = async (task: string) => {
      await given.close();
      writer = new Child(program, [harness.module, given.place, task]);
      return writer;
    };
    afterEach(() => writer?.kill());

    for (const acknowledged of [1, 50, 300])
      it(`holds every change that was acknowledged, with its events, and no half one (after ${acknowledged})`, async function () {
        this.timeout(30_000);
        const child = await startWriter('commit');
        await child.printed(acknowledged);
        await child.kill();
        await given.open();

        const { records, events } = await settled(given);
        for (const { id, rank, note, version } of records) {
          assert.equal(note, `${id} ${rank} `.repeat(100), 'a state is whole');
          assert.equal(version, Number(rank) * 2, 'a state has its version');
          for (let event = 1; event <= Number(version); event += 1)
            assert.ok(events.delete(`${id}-${event}`), `${id}-${event} is in the outbox`);
        }
        assert.deepEqual([...events], [], 'no event is without its state');

        const ranks = new Map(records.map(({ id, rank }) => [id, Number(rank)]));
        for (const line of child.lines) {
          const [id = '', rank] = line.split(' ');
          assert.ok((ranks.get(id) ?? 0) >= Number(rank), `${line} was acknowledged`);
        }
      });

    it('still holds what was never cleared, when a clear was lost', async function () {
      this.timeout(30_000);
      const child = await startWriter('clear');
      await child.printed(1);
      await child.kill();
      await given.open();
      const pending = await given.pendingIds();
      assert.deepEqual(
        pending.filter((id) => id.startsWith('kept')),
        ['kept1-1', 'kept2-1', 'kept3-1'],
      );
    });
  });
}

/** Reads until nothing changes meanwhile: a server may still carry out what its client had sent before it was killed. */
async function settled(given: ReturnType<typeof useStore>) {
  const look = async () => {
    const records = await given.store.find();
    return Promise.all(
      records.map(async (record) => ({ ...record, version: (await given.store.load(record.id))?.version })),
    );
  };
  for (;;) {
    const before = await look();
    const events = new Set(await given.pendingIds(1_000_000));
    const records = await look();
    if (isDeepStrictEqual(before, records)) return { records, events };
  }
}
