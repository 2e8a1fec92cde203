import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Errors, type ServiceBroker } from 'moleculer';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';

describe('A service whose last node has gone', () => {
  const { start, stop } = brokers();
  const options = { transporter: 'Fake' as const };
  const patient = { env: { SERVICE_ABSENCE_MS: '60000' }, options };
  const hasty = { env: { SERVICE_ABSENCE_MS: '0' }, options };
  const callee = { name: 'callee', actions: { go: () => 'done' } };
  const go = (broker: ServiceBroker, timeout?: number) => broker.call<string, object>('callee.go', {}, { timeout });

  /** A caller that has known the service. */
  async function forsaken(env: Record<string, string> = {}): Promise<ServiceBroker> {
    const settings = { env: { ...patient.env, ...env }, options };
    const [caller, last] = await Promise.all([start([], settings), start([callee], settings)]);
    await eventually(() => caller.registry.actions.get('callee.go')?.count() === 1);
    await stop(last);
    return caller;
  }

  it('is waited for by its callers', async () => {
    const caller = await forsaken();
    const answers = [go(caller), go(caller)];
    await start([callee], patient);
    assert.deepEqual(await Promise.all(answers), ['done', 'done']);
  });

  it('is waited for within the time that a call has, which goes on', async () => {
    const caller = await forsaken();
    await assert.rejects(go(caller, 20), Errors.ServiceNotAvailableError);
    const left = go(caller, 60_000);
    await sleep(50);
    await start([{ name: 'callee', actions: { go: ({ options }: Context) => options.timeout } }], patient);
    assert.ok(Number(await left) <= 59_950, `${await left}`);
  });

  it('is not waited for once it was away for long', async () => {
    const caller = await forsaken({ SERVICE_ABSENCE_MS: '200' });
    const before = performance.now();
    for (let call = 0; call < 20; call += 1) await assert.rejects(go(caller), Errors.ServiceNotAvailableError);
    assert.ok(performance.now() - before < 20 * 200);
  });

  it('limits the number of waiting calls', async () => {
    const caller = await forsaken({ BULKHEAD_QUEUE: '1' });
    const first = go(caller);
    await assert.rejects(go(caller), Errors.ServiceNotAvailableError);
    await start([callee], patient);
    assert.equal(await first, 'done');
  });

  it('is waited for by a node that starts and does not know it yet', async () => {
    const caller = await start([], patient);
    const answer = go(caller);
    await start([callee], patient);
    assert.equal(await answer, 'done');
  });

  it('keeps no node from stopping', async () => {
    const caller = await forsaken();
    const answer = assert.rejects(go(caller), Errors.ServiceNotAvailableError);
    await stop(caller);
    await answer;
  });

  it('is not waited for in vain when it is replaced: the next one is known before', async () => {
    const [caller, old] = await Promise.all([start([], hasty), start([callee], hasty)]);
    await eventually(() => caller.registry.actions.get('callee.go')?.count() === 1);
    const calls: Promise<string>[] = [];
    const traffic = setInterval(() => calls.push(go(caller)), 1);
    await start([callee], hasty);
    await stop(old);
    clearInterval(traffic);
    assert.deepEqual(new Set(await Promise.all(calls)), new Set(['done']));
  });
});
