import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Middleware, ServiceBroker } from 'moleculer';
import { freePort } from '../../test/support/port.ts';
import { provide, type Runtime } from '../runtime.ts';
import { health } from './health.middleware.ts';

describe('The health of a process', () => {
  const fault = 'The store of rental (SQLite) cannot be written: its disk is full.';
  let broker: ServiceBroker;
  let port: number;
  let says: { fault?: string } | undefined;
  let connected: boolean;
  const begin = Promise.withResolvers<void>();

  const create = () => {
    broker = new ServiceBroker({
      logger: false,
      middlewares: [health({ host: '127.0.0.1', port }) as unknown as Middleware],
    });
    provide(broker, { bus: { ready: () => connected } } as Runtime);
    const ready = () => {
      if (!says) throw new Error('disk I/O error');
      return says;
    };
    broker.createService({ name: 'rental', actions: { ready, list: () => [] }, started: () => begin.promise });
    broker.createService({ name: 'gateway' });
  };
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.json()];
  };

  beforeEach(async () => {
    port = await freePort();
    [says, connected] = [{}, true];
    create();
  });
  afterEach(() => broker.stop());

  it('is that it lives while it starts, and is ready once it has', async () => {
    const started = broker.start();
    while ((await ask('/health/live').catch(() => [0]))[0] !== 200);
    assert.deepEqual(await ask('/health/ready'), [
      503,
      { status: 'unready', down: ['node'], why: ['The process starts or stops.'] },
    ]);
    begin.resolve();
    await started;
    assert.deepEqual(await ask('/health/ready'), [200, { status: 'ready', down: [], why: [] }]);
  });

  it('does not need the bus where clients are told that it is away', async () => {
    broker.createService({ name: 'door', metadata: { turnsAway: true } });
    begin.resolve();
    await broker.start();
    connected = false;
    assert.equal((await ask('/health/ready'))[0], 200);
  });

  it('names what is down, and why: the bus, a service, or its store', async () => {
    await broker.start();
    connected = false;
    says = { fault };
    const why = ['NATS does not answer.', fault];
    assert.deepEqual(await ask('/health/ready'), [503, { status: 'unready', down: ['bus', 'rental'], why }]);
    connected = true;
    says = undefined;
    const silent = { status: 'unready', down: ['rental'], why: ['rental does not answer.'] };
    assert.deepEqual(await ask('/health/ready'), [503, silent]);
    says = {};
    assert.deepEqual(await ask('/health/ready'), [200, { status: 'ready', down: [], why: [] }]);
  });

  it('is nowhere else, and nowhere once it has stopped', async () => {
    await broker.start();
    assert.equal((await ask('/'))[0], 404);
    await broker.stop();
    await assert.rejects(ask('/health/live'));
    create();
  });

  it('needs its port, or the process does not start', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await assert.rejects(broker.start(), /^Error: HEALTH_PORT \d+: .*EADDRINUSE/);
    other.close();
  });
});
