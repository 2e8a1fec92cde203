import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, ServiceSchema } from 'moleculer';
import { eventually } from '../test/support/eventually.ts';
import { Gate } from '../test/support/gate.ts';
import { useNodes } from '../test/support/node.ts';
import { change, type Sample, samples } from '../test/support/store.ts';
import { deadlines } from './process.mixin.ts';
import { reads } from './reads.mixin.ts';
import { defineService } from './schema.ts';

describe('deadlines', () => {
  const start = useNodes();
  type Settle = (id: string, clear: () => Promise<void>) => Promise<void>;

  const startWith = async (dues: Record<string, number>, settle: Settle) => {
    const tried: string[] = [];
    const service: ServiceSchema = defineService({
      name: 'sample',
      mixins: [
        reads<Sample>({ noun: 'sample', collection: samples, filters: [], sorts: [], present: (row) => row }),
        deadlines('sample.settle'),
      ],
      actions: {
        settle: {
          async handler(ctx: Context<{ id: string }>) {
            const { id } = ctx.params;
            tried.push(id);
            await settle(id, async () => void (await node.records<Sample>('sample').commit(change(id, 1, {}))));
          },
        },
      },
    });
    const node = await start([service]);
    await Promise.all(
      Object.entries(dues).map(([id, due]) => node.records<Sample>('sample').commit(change(id, 0, { due }))),
    );
    const { settleDue: look } = node.broker.getLocalService('sample') as unknown as { settleDue(): Promise<void> };
    return { ...node, tried, look };
  };
  const clearing: Settle = (_id, clear) => clear();
  const failing: Settle = async () => {
    throw new Error('payment is away');
  };
  const past = 1_000;
  const future = Date.now() + 3_600_000;

  it('hands over what is due, longest due first, and nothing that is not', async () => {
    const { tried, look } = await startWith({ a: past + 1, b: past, c: future }, clearing);
    await look();
    assert.deepEqual(tried, ['b', 'a']);
    await look();
    assert.deepEqual(tried, ['b', 'a']);
  });

  it('hands over what was given a time while the clock was far ahead', async () => {
    const year = 365 * 24 * 3_600_000;
    const { tried, look } = await startWith({ a: Date.now() + year, b: past, c: future }, clearing);
    await look();
    assert.deepEqual(tried, ['b', 'a']);
  });

  it('looks by itself', async () => {
    const { tried } = await startWith({ a: past }, clearing);
    await eventually(() => tried.length === 1);
  });

  it('hands over again what is still due, and tells of it', async () => {
    const { tried, look, warnings } = await startWith({ a: past, b: past + 1 }, failing);
    await look();
    await look();
    assert.deepEqual(tried, ['a', 'b', 'a', 'b']);
    assert.ok(warnings.some((warning) => warning.includes('sample.settle: 2 of 2 not yet: Error: payment is away')));
  });

  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`r${index}`, past]));

  it('hands over all that is due, however much', async () => {
    const { tried, look } = await startWith(many(200), clearing);
    await look();
    assert.equal(tried.length, 200);
  });

  it('hands over once what the action leaves due', async () => {
    const { tried, look } = await startWith(many(130), async () => {});
    await look();
    assert.equal(new Set(tried).size, 130);
    assert.equal(tried.length, 130);
  });

  it('gets past what fails to what can be settled', async () => {
    const first = Object.keys(many(200)).sort()[0];
    const { records, look } = await startWith(many(200), (id, clear) => (id === first ? failing(id, clear) : clear()));
    await look();
    assert.deepEqual(await records<Sample>('sample').due(Date.now(), 10), [first]);
  });

  it('leaves the rest for later when nothing can be settled', async () => {
    const { tried, look } = await startWith(many(200), failing);
    await look();
    assert.ok(tried.length >= 64 && tried.length < 128, `${tried.length} were tried`);
  });

  it('hands over thousands that are due in one moment once each, 64 at once, in reads of one size', async () => {
    let underWay = 0;
    let most = 0;
    const settled: string[] = [];
    const { tried, look, records } = await startWith(many(5_000), async (id, clear) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await clear();
      settled.push(id);
      underWay -= 1;
    });
    const store = records<Sample>('sample');
    const due = store.due.bind(store);
    const limits: number[] = [];
    store.due = (now, limit) => {
      limits.push(limit);
      return due(now, limit);
    };
    await look();
    assert.equal(new Set(settled).size, 5_000);
    assert.equal(tried.length, 5_000);
    assert.equal(most, 64);
    assert.ok(Math.max(...limits) <= 128, `${Math.max(...limits)} were read at once`);
    assert.deepEqual(await due(Date.now(), 10), []);
  }).timeout(20_000);

  it('is not held up by a call that gets no answer', async () => {
    const gate = new Gate();
    const slow = Object.keys(many(300)).sort()[0];
    const { tried, look, records } = await startWith(many(300), async (id, clear) => {
      if (id === slow) await gate.pass();
      await clear();
    });
    const looking = look();
    await eventually(async () => (await records<Sample>('sample').due(Date.now(), 10)).length === 1);
    assert.equal(tried.length, 300);
    gate.open();
    await looking;
  });

  it('gives all a turn though more fail than are handed over at once, and these for ever', async () => {
    const failures = new Set(Object.keys(many(1_000)).sort().slice(0, 300));
    const refusing = () => Promise.reject(Object.assign(new Error('another order'), { code: 409 }));
    const { tried, look, records } = await startWith(many(1_000), (id, clear) =>
      failures.has(id) ? refusing() : clear(),
    );
    const isDone = async () => (await records<Sample>('sample').due(Date.now(), 1_000)).length === failures.size;
    for (let looks = 0; looks < 10 && !(await isDone()); looks += 1) await look();
    assert.ok(await isDone());
    assert.equal(new Set(tried).size, 1_000);
  });

  it('waits for what is under way when it stops', async () => {
    const gate = new Gate();
    const { tried, stop } = await startWith({ a: past }, async (_id, clear) => {
      await gate.pass();
      await clear();
    });
    await eventually(() => tried.length === 1);
    const stopping = stop();
    assert.equal(await Promise.race([stopping, sleep(300, 'waiting')]), 'waiting');
    gate.open();
    await stopping;
    assert.deepEqual(tried, ['a']);
  });

  it('tells when it cannot look', async () => {
    const { look, records, warnings } = await startWith({}, clearing);
    records<Sample>('sample').due = async () => {
      throw new Error('disk is gone');
    };
    await look();
    assert.ok(warnings.some((warning) => warning.includes('cannot look for what is due: Error: disk is gone')));
  });
});
