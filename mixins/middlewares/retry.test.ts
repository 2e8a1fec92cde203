import assert from 'node:assert/strict';
import { type Context, Errors, type ServiceBroker } from 'moleculer';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';

describe('A call that another node turns away', () => {
  const { start } = brokers();
  const env = { RETRY_DELAY_MS: '1', RETRY_ATTEMPTS: '1' };
  const network = { env, options: { transporter: 'Fake' as const } };
  const unavailable = (action: string, nodeID = 'x') => new Errors.ServiceNotAvailableError({ action, nodeID });

  /** Nodes of a service whose actions fail as they are told to; they tell who was asked. */
  async function nodes(count: number, fail: (asked: number, ctx: Context) => void, action: object = {}) {
    const asked: string[] = [];
    const handler = (ctx: Context) => {
      asked.push(ctx.broker.nodeID);
      fail(asked.length, ctx);
      return 'done';
    };
    const schema = { name: 'callee', actions: { go: { ...action, handler } } };
    const all = await Promise.all(Array.from({ length: count }, () => start([schema], network)));
    const caller = await start([], network);
    await eventually(() => caller.registry.actions.get('callee.go')?.count() === count);
    return { asked, caller, all };
  }
  const call = (broker: ServiceBroker) => broker.call<string>('callee.go');

  it('is made again at the next one, whatever it does', async () => {
    const { asked, caller } = await nodes(2, (times) => {
      if (times === 1) throw unavailable('callee.go');
    });
    assert.equal(await call(caller), 'done');
    assert.equal(new Set(asked).size, 2);
  });

  it('is not made again when it had begun, and turned away by a third one', async () => {
    const { asked, caller } = await nodes(2, () => {
      throw unavailable('other.go');
    });
    await assert.rejects(call(caller), Errors.ServiceNotAvailableError);
    assert.equal(asked.length, 1);
  });

  it('is made again even then when it is idempotent', async () => {
    const fail = () => {
      throw unavailable('other.go');
    };
    const { asked, caller } = await nodes(2, fail, { retryPolicy: { enabled: true } });
    await assert.rejects(call(caller), Errors.ServiceNotAvailableError);
    assert.equal(asked.length, 2);
  });

  it('is not made again within the node that was turned away', async () => {
    const { asked, all } = await nodes(1, () => {
      throw unavailable('callee.go');
    });
    await assert.rejects(call(all[0] as ServiceBroker), Errors.ServiceNotAvailableError);
    assert.equal(asked.length, 1);
  });
});
