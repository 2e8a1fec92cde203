import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Errors, type ServiceBroker } from 'moleculer';
import { brokers } from '../../test/support/broker.ts';
import { Refused } from '../kernel/errors.ts';

const env = { BREAKER_MIN_REQUESTS: '4' };
const hasty = { ...env, REQUEST_TIMEOUT_MS: '40', PAYMENT_TIMEOUT_MS: '20' };
const curious = { ...env, BREAKER_HALF_OPEN_MS: '200' };
const overNetwork = { env, options: { transporter: 'Fake' as const } };

describe('The circuit breaker', () => {
  const { start, stop } = brokers();

  /** A service that works, fails or hangs as it is told. */
  function moody() {
    const moody = { mood: 'well' as 'well' | 'failing' | 'hanging' | 'refusing', calls: 0 };
    const handlers = {
      well: () => 'done',
      failing: () => Promise.reject(new Errors.MoleculerServerError('broken', 500)),
      refusing: () => Promise.reject(new Errors.MoleculerClientError('no', 422)),
      hanging: () => sleep(500),
    };
    const go = () => {
      moody.calls++;
      return handlers[moody.mood]();
    };
    return { moody, schema: { name: 'callee', actions: { go } } };
  }

  const outcome = (broker: ServiceBroker) =>
    broker.call('callee.go').then(String, (error: Error & { type: string }) => error.type);
  const outcomes = async (broker: ServiceBroker, count: number) => {
    const seen: string[] = [];
    for (let call = 0; call < count; call++) seen.push(await outcome(broker));
    return seen;
  };
  const open = 'SERVICE_NOT_AVAILABLE';

  it('opens when calls fail, and then does not call', async () => {
    const { moody: service, schema } = moody();
    const broker = await start([schema], { env });
    service.mood = 'failing';
    await outcomes(broker, 4);
    assert.equal(await outcome(broker), open);
    assert.equal(service.calls, 4);
  });

  it('opens when calls take too long, and then does not call', async () => {
    const { moody: service, schema } = moody();
    const broker = await start([schema], { env: hasty });
    service.mood = 'hanging';
    assert.deepEqual(await outcomes(broker, 4), Array(4).fill('REQUEST_TIMEOUT'));
    assert.equal(await outcome(broker), open);
    assert.equal(service.calls, 4);
  });

  it('lets one call through after a while, and all when that went well', async () => {
    const { moody: service, schema } = moody();
    const broker = await start([schema], { env: curious });
    service.mood = 'failing';
    await outcomes(broker, 5);
    service.mood = 'well';
    while ((await outcome(broker)) === open) await sleep(10);
    assert.deepEqual(await outcomes(broker, 3), ['done', 'done', 'done']);
  });

  it('stays open when that call failed too', async () => {
    const { moody: service, schema } = moody();
    const broker = await start([schema], { env: curious });
    service.mood = 'failing';
    await outcomes(broker, 5);
    while ((await outcome(broker)) === open) await sleep(10);
    assert.equal(await outcome(broker), open);
  });

  it("does not count what is the caller's fault", async () => {
    const { moody: service, schema } = moody();
    const broker = await start([schema], { env });
    service.mood = 'refusing';
    assert.equal((await outcomes(broker, 20)).includes(open), false);
  });

  it('does not count what the callee passes on from a service that it called', async () => {
    const away = () => Promise.reject(new Refused({ refused: 'payment-unavailable', kind: 'unavailable', detail: '' }));
    const go = { circuitBreaker: { passesOn: ['payment-unavailable'] }, handler: away };
    const callee = await start([{ name: 'callee', actions: { go } }], overNetwork);
    const caller = await start([], overNetwork);
    await caller.waitForServices('callee');
    for (const broker of [callee, caller]) {
      assert.deepEqual(await outcomes(broker, 6), Array(6).fill('payment-unavailable'));
    }
  });

  it("guards the caller's side of a call over the network, not the callee's", async () => {
    const { moody: service, schema } = moody();
    const callee = await start([schema], overNetwork);
    const caller = await start([], overNetwork);
    await caller.waitForServices('callee');
    service.mood = 'failing';
    await outcomes(caller, 5);
    assert.equal(await outcome(caller), open);
    service.mood = 'well';
    assert.equal(await outcome(callee), 'done');
  });

  describe('when a node comes back under the same name', () => {
    const named = { ...overNetwork, options: { ...overNetwork.options, nodeID: 'callee-1' } };

    it('guards it as before', async () => {
      const { moody: service, schema } = moody();
      const caller = await start([], overNetwork);
      service.mood = 'failing';
      for (const _start of ['first', 'second']) {
        const callee = await start([schema], named);
        await caller.waitForServices('callee');
        await outcomes(caller, 4);
        assert.equal(await outcome(caller), open);
        await stop(callee);
      }
      assert.equal(service.calls, 8);
    });

    it('guards it too when calls were under way as it went', async () => {
      const { moody: service, schema } = moody();
      const caller = await start([], overNetwork);
      const callee = await start([schema], named);
      await caller.waitForServices('callee');
      service.mood = 'hanging';
      const underWay = Promise.all([outcome(caller), outcome(caller), outcome(caller), outcome(caller)]);
      await stop(callee);
      assert.deepEqual(await underWay, Array(4).fill('REQUEST_REJECTED'));
      service.mood = 'failing';
      await start([schema], named);
      await caller.waitForServices('callee');
      await outcomes(caller, 4);
      assert.equal(await outcome(caller), open);
    });
  });
});
