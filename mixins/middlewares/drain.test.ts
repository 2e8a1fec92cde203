import assert from 'node:assert/strict';
import type { Context, ServiceBroker } from 'moleculer';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import { routedBy } from '../rendezvous.ts';
import { callsUnderWay } from './drain.middleware.ts';

describe('A node that stops', () => {
  const { start, stop } = brokers();
  const patient = { env: { SHUTDOWN_TIMEOUT_MS: '20000', RETRY_DELAY_MS: '1' } };
  const network = { ...patient, options: { transporter: 'Fake' as const } };

  it('ends a call that needs another of its services to the last', async () => {
    const gate = Promise.withResolvers<void>();
    const stopped: string[] = [];
    const inner = { name: 'inner', actions: { go: () => stopped.join() }, stopped: () => void stopped.push('inner') };
    const outer = {
      name: 'outer',
      actions: {
        async go(ctx: Context) {
          await gate.promise;
          return ctx.call('inner.go');
        },
      },
    };
    const broker = await start([inner, outer], patient);
    const answer = broker.call('outer.go');
    const stopping = stop(broker);
    await eventually(() => (broker as ServiceBroker & { stopping: boolean }).stopping);
    gate.resolve();
    assert.equal(await answer, '');
    await stopping;
    assert.deepEqual(stopped, ['inner']);
  });

  it('closes its doors before anything of it is stopped', async () => {
    const seen: string[] = [];
    const door = {
      name: 'door',
      async drain(this: { broker: ServiceBroker }) {
        seen.push(String(await this.broker.call('inner.go')));
      },
      stopped: () => void seen.push('door stopped'),
    };
    const inner = {
      name: 'inner',
      actions: { go: () => 'inner works' },
      stopped: () => void seen.push('inner stopped'),
    };
    await stop(await start([inner, door], patient));
    assert.equal(seen[0], 'inner works');
    assert.deepEqual(new Set(seen.slice(1)), new Set(['door stopped', 'inner stopped']));
  });

  it('does not wait for ever, and knows what it cuts off', async () => {
    const hang = { name: 'slow', actions: { go: () => new Promise(() => {}) } };
    const broker = await start([hang], { env: { SHUTDOWN_TIMEOUT_MS: '100' } });
    for (const _ of [1, 2]) void broker.call('slow.go').catch(() => {});
    assert.equal(callsUnderWay(broker), '2 × slow.go');
    const before = performance.now();
    await stop(broker);
    assert.ok(performance.now() - before < 1_000);
  });

  it('is not chosen any more, and what it has begun is answered', async () => {
    const gates = new Map<string, () => void>();
    const schema = {
      name: 'account',
      actions: {
        where: { ...routedBy('id'), handler: ({ broker }: Context) => broker.nodeID },
        wait: {
          ...routedBy('id'),
          handler: ({ broker }: Context) =>
            new Promise((resolve) => gates.set(broker.nodeID, () => resolve(broker.nodeID))),
        },
      },
    };
    const nodes = await Promise.all([1, 2, 3].map(() => start([schema], network)));
    const caller = await start([], network);
    await eventually(() => caller.registry.actions.get('account.where')?.count() === 3);
    const ids = Array.from({ length: 40 }, (_, index) => `r${index}`);
    const where = (id: string) => caller.call<string, { id: string }>('account.where', { id });
    const [leaving] = nodes as [ServiceBroker];
    const owned = await Promise.all(ids.map(where));
    const begun = caller.call<string, { id: string }>('account.wait', { id: ids[owned.indexOf(leaving.nodeID)] ?? '' });
    await eventually(() => gates.has(leaving.nodeID));

    const stopping = stop(leaving);
    // From the first moment on: also while its goodbye is on its way.
    for (let round = 0; round < 20; round += 1)
      for (const [index, answer] of (await Promise.all(ids.map(where))).entries())
        if (owned[index] !== leaving.nodeID) assert.equal(answer, owned[index], 'the others keep what they own');
    assert.ok(!(await Promise.all(ids.map(where))).includes(leaving.nodeID));
    gates.get(leaving.nodeID)?.();
    assert.equal(await begun, leaving.nodeID);
    await stopping;
  });
});
