import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { Gate } from '../../test/support/gate.ts';
import { MemoryStore } from '../../test/support/memory-store.ts';
import { type Tally, tally } from '../../test/support/tally.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { RecordStore } from '../store/port.ts';
import { SqliteFile } from '../store/sqlite/file.ts';
import { SqliteLog } from '../store/sqlite/log.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { Actors } from './actors.ts';

describe('actors', () => {
  const start = (store: RecordStore<Tally>) => {
    const actors = new Actors({ decider: tally, store, source: '/tally' });
    const add = async (id: string, amount: number, at = 0, fresh = false) => {
      const answer = await actors.tell(id, { command: { add: amount }, at, correlationId: '', causationId: '' }, fresh);
      return 'state' in answer && typeof answer.state === 'object' ? answer.state.sum : undefined;
    };
    return { actors, add };
  };

  it('keep aggregates apart', async () => {
    const { add } = start(new MemoryStore());
    assert.deepEqual(await Promise.all([add('a', 1), add('b', 10), add('a', 1), add('b', 10)]), [1, 10, 2, 20]);
  });

  describe('passivation', () => {
    const minute = 60_000;

    it('takes an actor out of memory that was not used for two minutes, and loses nothing', async () => {
      const store = new MemoryStore<Tally>();
      const { actors, add } = start(store);
      await add('a', 5, 0);
      await add('b', 1, 1 * minute);
      assert.equal(actors.size, 2);
      await add('b', 1, 2 * minute);
      assert.equal(actors.size, 1);
      assert.equal(await add('a', 1, 2 * minute), 6);
      assert.deepEqual(store.loads, ['a', 'b', 'a']);
    });

    it('keeps an actor that is used once a minute', async () => {
      const store = new MemoryStore<Tally>();
      const { add } = start(store);
      for (let time = 0; time < 10; time += 1) await add('a', 1, time * minute);
      assert.deepEqual(store.loads, ['a']);
    });

    it('keeps 10,000 actors at most, those that were used last', async () => {
      const store = new MemoryStore<Tally>();
      const { actors, add } = start(store);
      await add('unused', 1);
      await add('used', 1);
      let most = 0;
      for (let index = 0; index < 12_000; index += 1) {
        await add(`r${index}`, 1, 0, true);
        if (index % 4_000 === 0) await add('used', 1);
        most = Math.max(most, actors.size);
      }
      assert.ok(most <= 10_000, `${most} in memory`);
      store.loads.length = 0;
      await add('used', 1);
      await add('unused', 1);
      await add('r11999', 1);
      assert.deepEqual(store.loads, ['unused']);
    });

    it('never takes an actor with a command under way', async () => {
      const store = new MemoryStore<Tally>();
      const { actors, add } = start(store);
      const gate = new Gate();
      store.beforeCommit = async (id) => {
        if (id === 'busy') await gate.pass();
      };
      const busy = add('busy', 1, 0);
      for (const time of [1, 2, 3]) await add(`at ${time}`, 1, time * minute);
      assert.equal(actors.size, 3);
      const next = add('busy', 1, 3 * minute);
      gate.open();
      assert.deepEqual(await Promise.all([busy, next]), [1, 2]);
      assert.deepEqual(
        store.loads.filter((id) => id === 'busy'),
        ['busy'],
      );
    });
  });

  it('drain when every command has its answer, those that come meanwhile too', async () => {
    const store = new MemoryStore<Tally>();
    const { actors, add } = start(store);
    const gate = new Gate();
    store.beforeCommit = () => gate.pass();
    const answers: string[] = [];
    void add('a', 1).then(() => {
      answers.push('a');
      void add('b', 1).then(() => answers.push('b'));
    });
    const drained = actors.drain().then(() => answers.push('drained'));
    await new Promise(setImmediate);
    gate.open();
    await drained;
    assert.deepEqual(answers, ['a', 'b', 'drained']);
  });

  describe('on two nodes with one store', () => {
    const newDir = useTempDirs();

    it('lose no command, whoever gets it, and number all events', async () => {
      const file = new SqliteFile(join(newDir(), 'test.db'));
      const store = new SqliteStore<Tally>(file, new SqliteLog(file), { name: 'tally', columns: {} });
      const nodes = [start(store), start(store)];
      const command = fc.record({
        node: fc.nat(1),
        id: fc.constantFrom('a', 'b', 'c'),
        amount: fc.integer({ min: -3, max: 9 }),
      });
      let runs = 0;
      const property = fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
        runs += 1;
        const run = `run${runs}`;
        const done = await Promise.all(
          commands.map(async ({ node, id, amount }) => {
            const sum = await nodes[node]?.add(`${run}-${id}`, amount);
            return { id, amount: sum === undefined ? 0 : amount };
          }),
        );
        for (const id of ['a', 'b', 'c']) {
          const mine = done.filter((command) => command.id === id && command.amount !== 0);
          const record = await store.load(`${run}-${id}`);
          assert.equal(
            record?.state.sum ?? 0,
            mine.reduce((sum, { amount }) => sum + amount, 0),
          );
          assert.equal(record?.version ?? 0, mine.length);
        }
      });
      await fc.assert(property, { numRuns: 30, seed: 5 });
      const ids = (await store.outbox.pending(10_000)).map(({ event }) => event.id);
      assert.equal(new Set(ids).size, ids.length);
      await file.close();
    }).timeout(10_000);
  });
});
