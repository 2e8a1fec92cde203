import assert from 'node:assert/strict';
import type { Context, ServiceBroker } from 'moleculer';
import { Errors } from 'moleculer';
import { parseEnv } from './config/env.ts';
import { isFailure } from './mixins/middlewares/circuit-breaker.middleware.ts';
import { brokerOptions } from './moleculer.config.ts';
import { brokers } from './test/support/broker.ts';

describe('A broker', () => {
  const { start } = brokers();

  it('has options of its own, and a name of its own at each start', () => {
    const env = parseEnv({ NODE_ID: 'rental' });
    const [first, second] = [brokerOptions(env, 'x'), brokerOptions(env, 'x')];
    assert.notEqual(first.nodeID, second.nodeID);
    assert.match(first.nodeID ?? '', /^rental-[0-9a-f]{8}$/);
    assert.notEqual(first.circuitBreaker, second.circuitBreaker);
    assert.notEqual(first.middlewares, second.middlewares);
  });

  it('pays for traces only when they are wanted, and for metrics only where services run', () => {
    const namesOf = (record: Record<string, string>) => brokerOptions(parseEnv(record), 'x').middlewares ?? [];
    assert.ok(!namesOf({}).includes('Tracing'));
    const watched = { PROMETHEUS_PORT: '9000', TRACE_TO: 'console' };
    assert.ok(namesOf(watched).includes('Tracing'));
    assert.ok(!namesOf(watched).includes('Metrics'));
    assert.ok(!brokerOptions(parseEnv(watched), 'x').metrics);
  });

  it('refuses a call for which it has no room', async () => {
    const gate = Promise.withResolvers<string>();
    const env = { BULKHEAD_CONCURRENCY: '1', BULKHEAD_QUEUE: '1' };
    const broker = await start([{ name: 'callee', actions: { go: () => gate.promise } }], { env });
    const taken = [broker.call('callee.go'), broker.call('callee.go')];
    await assert.rejects(broker.call('callee.go'), { type: 'QUEUE_FULL', code: 429 });
    gate.resolve('done');
    assert.deepEqual(await Promise.all(taken), ['done', 'done']);
  });

  it('names the words that a field may be, and not as if one of them had come', async () => {
    const go = { params: { answer: { type: 'enum', values: ['Y', 'N'] } }, handler: () => 'done' };
    const broker = await start([{ name: 'callee', actions: { go } }]);
    await assert.rejects(broker.call('callee.go', { answer: 'X' }), (error: Errors.ValidationError) => {
      const [fault] = error.data as readonly { readonly message: string }[];
      assert.equal(fault?.message, "The 'answer' field must be one of: Y, N.");
      return true;
    });
  });

  describe('when a call fails', () => {
    const env = { RETRY_ATTEMPTS: '2', RETRY_DELAY_MS: '1', BREAKER_MIN_REQUESTS: '100' };

    /** Counts how often an action that throws this is run for one call of it. */
    async function attempts(error: Error, action: object = {}): Promise<number> {
      let count = 0;
      const fail = (_ctx: Context) => {
        count++;
        throw error;
      };
      const broker: ServiceBroker = await start([{ name: 'callee', actions: { go: { ...action, handler: fail } } }], {
        env,
      });
      await assert.rejects(broker.call('callee.go'));
      return count;
    }
    const idempotent = { retryPolicy: { enabled: true } };
    const passing = new Errors.MoleculerRetryableError('away', 503);

    it('tries an idempotent action again', async () => {
      assert.equal(await attempts(passing, idempotent), 3);
    });

    it('tries no other action again', async () => {
      assert.equal(await attempts(passing), 1);
    });

    it('tries nothing again that would fail again', async () => {
      assert.equal(await attempts(new Errors.MoleculerClientError('no', 422), idempotent), 1);
    });

    it('does not add to the load of one who has no room', async () => {
      const full = new Errors.QueueIsFullError({ action: 'callee.go', nodeID: 'x' });
      assert.equal(await attempts(full, idempotent), 1);
    });

    it('blames the callee for what nobody foresaw, not for the mistakes of callers', () => {
      assert.equal(isFailure(new TypeError('a bug')), true);
      assert.equal(isFailure(new Errors.RequestTimeoutError({ action: 'a', nodeID: 'n' })), true);
      assert.equal(isFailure(new Errors.ValidationError('no')), false);
    });
  });
});
