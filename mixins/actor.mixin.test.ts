import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, ServiceBroker, type ServiceSchema } from 'moleculer';
import { eventually } from '../test/support/eventually.ts';
import { Gate } from '../test/support/gate.ts';
import { Inbox } from '../test/support/inbox.ts';
import { useNodes } from '../test/support/node.ts';
import { freePort } from '../test/support/port.ts';
import { type Tally, type TallyCommand, tally } from '../test/support/tally.ts';
import { type ActorService, actor, type Follow } from './actor.mixin.ts';
import type { Envelope } from './kernel/event.ts';
import { reads } from './reads.mixin.ts';
import { defineService } from './schema.ts';

type Tallies = ActorService<Tally, TallyCommand>;

const readTally = reads<Tally>({
  noun: 'tally',
  collection: { name: 'tally', columns: {} },
  filters: [],
  sorts: [],
  present: (record) => record,
});

/** A service of tallies: `add`, and every `tally.added` of another service is added here, under the same id. */
function tallies(mixins: Partial<ServiceSchema>[] = [readTally, actor(tally)]): ServiceSchema {
  return defineService({
    name: 'tally',
    mixins,
    actions: {
      add: {
        handler(this: Tallies, ctx: Context<{ id: string; amount: number; fresh?: boolean }>) {
          const { id, amount, fresh = false } = ctx.params;
          return this.execute(ctx, id, { add: amount }, { fresh });
        },
      },
      hear: {
        handler(this: Tallies, ctx: Context<{ follow?: Follow<TallyCommand> }>) {
          return this.follow(ctx, ctx.params.follow);
        },
      },
    },
  });
}

describe('actor mixin', () => {
  const start = useNodes();

  for (const [order, mixins] of Object.entries({
    'after its reads': [readTally, actor(tally)],
    'before its reads': [actor(tally), readTally],
  }))
    it(`gives a service actors on its records, named ${order}`, async () => {
      const { broker } = await start([tallies(mixins)]);
      const told = await broker.call('tally.add', { id: 'a', amount: 5 });
      assert.deepEqual(told, { id: 'a', version: 1, state: { sum: 5 }, changed: true });
      assert.deepEqual(await broker.call('tally.get', { id: 'a' }), { id: 'a', sum: 5 });
    });

  it('throws what the rule refuses', async () => {
    const { broker } = await start([tallies()]);
    await assert.rejects(broker.call('tally.add', { id: 'a', amount: -5 }), {
      name: 'Refused',
      type: 'tally-short',
      code: 422,
      message: 'There are only 0.',
      data: { kind: 'conflict', state: 'short' },
    });
  });

  it('counts what the rule refuses, where metrics are wanted', async () => {
    const port = String(await freePort());
    const { broker } = await start([tallies()], undefined, { PROMETHEUS_PORT: port });
    await assert.rejects(broker.call('tally.add', { id: 'a', amount: -5 }), { type: 'tally-short' });
    // Nobody is told when the reporter listens.
    const scrape = () => fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text());
    const counted = /^yeyak_refusals_total\{.*action="tally\.add",refused="tally-short".*\} 1\b/m;
    await eventually(async () => counted.test(await scrape().catch(() => '')));
  });

  it('brings its events to the bus, with the request they come from', async () => {
    const inbox = new Inbox();
    const listener = defineService({
      name: 'listener',
      channels: { 'tally.*': { handler: (ctx: Context<Envelope>) => inbox.handle(ctx.params) } },
    });
    const { broker } = await start([tallies(), listener]);
    await broker.call('tally.add', { id: 'a', amount: 5 }, { requestID: 'request-7' });
    await inbox.has(1);
    const [event] = inbox.events;
    assert.equal(event?.id, 'a-1');
    assert.equal(event?.source, '/tally');
    assert.equal(event?.correlationid, 'request-7');
    assert.deepEqual(event?.data, { by: 5 });
  });

  it('folds the commands of one aggregate that come at once', async () => {
    const { broker } = await start([tallies()]);
    const calls = Array.from({ length: 50 }, () =>
      broker.call<{ state: Tally }, object>('tally.add', { id: 'a', amount: 1 }),
    );
    const sums = (await Promise.all(calls)).map(({ state }) => state.sum);
    assert.deepEqual(
      sums,
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it('takes a wrong belief that an id is new', async () => {
    const first = await start([tallies()]);
    await first.broker.call('tally.add', { id: 'a', amount: 5 });
    await first.stop();
    const { broker } = await start([tallies()], first.dir);
    const told = await broker.call<{ state: Tally }, object>('tally.add', { id: 'a', amount: 1, fresh: true });
    assert.equal(told.state.sum, 6);
  });

  it('follows an event with a command, and an event that concerns it not with nothing', async () => {
    const { broker, records } = await start([tallies()]);
    await broker.call('tally.hear', { follow: { id: 'a', command: { add: 3 } } });
    await broker.call('tally.hear', {});
    assert.deepEqual(await records<Tally>('tally').load('a'), { id: 'a', version: 1, state: { sum: 3 } });
    assert.equal(await records<Tally>('tally').count(), 1);
  });

  it('waits when it stops for the commands it has taken', async () => {
    const { broker, records, stop } = await start([tallies()]);
    const store = records<Tally>('tally');
    const gate = new Gate();
    const { commit } = store;
    store.commit = async (change) => {
      await gate.pass();
      return commit.call(store, change);
    };
    const answers = ['a', 'b', 'a', 'a'].map((id) => broker.call('tally.add', { id, amount: 1 }));
    await new Promise(setImmediate);
    const stopping = stop();
    assert.equal(await Promise.race([stopping, sleep(300, 'waiting')]), 'waiting');
    gate.open();
    await Promise.all(answers);
    await stopping;
  });

  it('says what is missing on a broker without a runtime', () => {
    const broker = new ServiceBroker({ nodeID: 'bare', logger: false });
    assert.throws(() => broker.createService(tallies()), /bare has no runtime/);
  });
});
