import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceBroker } from 'moleculer';
import type { NatsConnection } from 'nats';
import { Refused } from '../../mixins/kernel/errors.ts';
import { callsUnderWay } from '../../mixins/middlewares/drain.middleware.ts';
import { brokers } from '../support/broker.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';

/** As when its process is killed: the server knows that its connection has ended, and nobody else does. */
async function vanish(broker: ServiceBroker): Promise<void> {
  const { tx } = broker.transit as unknown as { tx: { client: NatsConnection } };
  await tx.client.drain();
}

/** As when its process is frozen: it is connected, and says nothing. Answers what lets it go on. */
function fallSilent(broker: ServiceBroker): () => void {
  const transit = broker.transit as unknown as { sendPong(ping: object): Promise<void> };
  const answer = transit.sendPong.bind(transit);
  const pings: object[] = [];
  transit.sendPong = async (ping) => void pings.push(ping);
  return () => {
    for (const ping of pings) void answer(ping);
  };
}

describe('Two brokers over NATS', () => {
  const { start, stop } = brokers();
  let nats: Nats;
  before(async () => {
    nats = await startNats();
  });
  after(() => nats.stop());

  const callee = {
    name: 'callee',
    actions: {
      greet: () => 'hello',
      hang: () => sleep(2_000, undefined, { ref: false }),
      refuse() {
        throw new Refused({ refused: 'rental-state', kind: 'conflict', detail: 'It is returned.', state: 'returned' });
      },
    },
  };

  async function callerOf(schema: object, more: Record<string, string> = {}): Promise<ServiceBroker> {
    const env = { NATS_URL: nats.url, ...more };
    const [caller] = (await Promise.all([start([], { env }), start([schema], { env })])) as [
      ServiceBroker,
      ServiceBroker,
    ];
    await caller.waitForServices('callee');
    return caller;
  }

  it('call each other', async () => {
    const caller = await callerOf(callee);
    assert.equal(await caller.call('callee.greet'), 'hello');
  });

  it('start although NATS goes at that moment, and call each other when it is back', async () => {
    const env = { NATS_URL: nats.url };
    const unlucky = { ...callee, started: () => nats.kill() };
    const [caller] = await Promise.all([start([], { env }), start([unlucky], { env })]).finally(() => nats.start());
    await caller?.waitForServices('callee');
    assert.equal(await caller?.call('callee.greet'), 'hello');
  });

  it('hand over a refusal as it was', async () => {
    const caller = await callerOf(callee);
    await assert.rejects(caller.call('callee.refuse'), {
      name: 'Refused',
      message: 'It is returned.',
      type: 'rental-state',
      code: 422,
      retryable: false,
      data: { kind: 'conflict', state: 'returned' },
    });
  });

  it('do not wait for one that hangs, and after a few times do not ask it', async () => {
    const hasty = { REQUEST_TIMEOUT_MS: '250', PAYMENT_TIMEOUT_MS: '40', BREAKER_MIN_REQUESTS: '4' };
    const caller = await callerOf(callee, hasty);
    for (let call = 0; call < 4; call++) await assert.rejects(caller.call('callee.hang'), { type: 'REQUEST_TIMEOUT' });
    await assert.rejects(caller.call('callee.hang'), { type: 'SERVICE_NOT_AVAILABLE' });
    assert.equal(await caller.call('callee.greet'), 'hello');
  });

  it('know at the next call that one of them is gone, and ask another', async () => {
    // Neither a timeout nor a missed heartbeat tells of it in time.
    const settings = {
      env: { NATS_URL: nats.url, REQUEST_TIMEOUT_MS: '60000' },
      options: { heartbeatInterval: 0 },
    };
    const waiting = { ...callee.actions, wait: { retryPolicy: { enabled: true }, handler: () => sleep(200) } };
    const [doomed, , caller] = (await Promise.all([
      start([{ ...callee, actions: waiting }], settings),
      start([{ ...callee, actions: waiting }], settings),
      start([], settings),
    ])) as [ServiceBroker, ServiceBroker, ServiceBroker];
    await eventually(() => caller.registry.actions.get('callee.wait')?.count() === 2);
    const pending = Array.from({ length: 10 }, () => caller.call('callee.wait'));
    await vanish(doomed);
    const notDelivered = Array.from({ length: 10 }, () => caller.call('callee.greet'));
    await Promise.all([...pending, ...notDelivered]);
  });

  describe('while one of them waits for the other', () => {
    const slow = { ...callee, actions: { ...callee.actions, wait: () => sleep(2_000, 'done', { ref: false }) } };
    let doomed: ServiceBroker;
    let caller: ServiceBroker;
    const settings = () => ({ env: { NATS_URL: nats.url }, options: { heartbeatInterval: 0 } });
    beforeEach(async () => {
      [doomed, caller] = (await Promise.all([start([slow], settings()), start([], settings())])) as [
        ServiceBroker,
        ServiceBroker,
      ];
      await caller.waitForServices('callee');
    });

    async function fails(call: Promise<unknown>, why: () => unknown): Promise<void> {
      const failure = assert.rejects(call, { name: 'RequestRejectedError' });
      await eventually(() => callsUnderWay(doomed) === '1 × callee.wait');
      await why();
      await failure;
    }

    it('it knows that the other is gone, though nobody calls it', () =>
      fails(caller.call('callee.wait'), () => vanish(doomed)));

    describe('and could ask a third', () => {
      const nodes = () => caller.registry.actions.get('callee.wait')?.count();
      const callDoomed = () => caller.call('callee.wait', {}, { nodeID: doomed.nodeID });
      beforeEach(async () => {
        await start([slow], settings());
        await eventually(() => nodes() === 2);
      });

      it('it knows that the other hangs, whatever its heartbeats, and calls it again as soon as it does not', async () => {
        let goOn = () => {};
        await fails(callDoomed(), () => {
          goOn = fallSilent(doomed);
        });
        assert.equal(nodes(), 1);
        goOn();
        await eventually(() => nodes() === 2);
      });

      it('it lets the other take its time', async () => {
        assert.equal(await callDoomed(), 'done');
      });
    });

    it('it waits even for one that says nothing, when there is no third', async () => {
      fallSilent(doomed);
      assert.equal(await caller.call('callee.wait'), 'done');
    });
  });

  it('do not wait for each other while the server is away, and stop all the same', async () => {
    const caller = await callerOf(callee);
    const underWay = assert.rejects(caller.call('callee.hang'), { name: 'RequestRejectedError' });
    await nats.kill();
    await underWay;
    const before = performance.now();
    await assert.rejects(caller.call('callee.greet'), { retryable: true });
    await stop(caller);
    assert.ok(performance.now() - before < 5_000);
    await nats.start();
  });

  it('hang as little on a server that says nothing', async () => {
    const caller = await callerOf(callee);
    nats.freeze();
    try {
      await eventually(() => caller.registry.getNodeList({ onlyAvailable: true, withServices: false }).length === 1);
      await assert.rejects(caller.call('callee.greet'), { retryable: true });
    } finally {
      nats.thaw();
    }
    await caller.waitForServices('callee', 5_000);
    assert.equal(await caller.call('callee.greet'), 'hello');
  }).timeout(30_000);

  it('find each other again when the server was away', async () => {
    const hasty = { REQUEST_TIMEOUT_MS: '200', PAYMENT_TIMEOUT_MS: '100' };
    const caller = await callerOf(callee, hasty);
    const works = () =>
      caller.call('callee.greet').then(
        () => true,
        () => false,
      );
    await nats.kill();
    assert.equal(await works(), false);
    await nats.start();
    await eventually(works);
  });
});
