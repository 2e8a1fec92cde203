import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Middleware, ServiceBroker } from 'moleculer';
import { freePort } from '../../test/support/port.ts';
import { Refused } from '../kernel/errors.ts';
import { provide, type Runtime } from '../runtime.ts';
import { health } from './health.middleware.ts';

describe('The health of a process', () => {
  const unknown = { refused: 'rental-not-found', kind: 'not-found', detail: 'There is none.' } as const;
  const away = { refused: 'store-unavailable', kind: 'unavailable', detail: 'It is away.' } as const;
  let broker: ServiceBroker;
  let port: number;
  let says: (typeof unknown | typeof away) | undefined;
  let connected: boolean;
  const begin = Promise.withResolvers<void>();

  const create = () => {
    broker = new ServiceBroker({
      logger: false,
      middlewares: [health({ host: '127.0.0.1', port }) as unknown as Middleware],
    });
    provide(broker, { bus: { ready: () => connected } } as Runtime);
    const get = () => {
      if (says) throw new Refused(says);
    };
    broker.createService({ name: 'rental', actions: { get, list: () => [] }, started: () => begin.promise });
    broker.createService({ name: 'gateway' });
  };
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.json()];
  };

  beforeEach(async () => {
    port = await freePort();
    [says, connected] = [unknown, true];
    create();
  });
  afterEach(() => broker.stop());

  it('is that it lives while it starts, and is ready once it has', async () => {
    const started = broker.start();
    while ((await ask('/health/live').catch(() => [0]))[0] !== 200);
    assert.deepEqual(await ask('/health/ready'), [503, { status: 'unready', down: ['node'] }]);
    begin.resolve();
    await started;
    assert.deepEqual(await ask('/health/ready'), [200, { status: 'ready', down: [] }]);
  });

  it('names what is down: the bus, or a service whose store is away', async () => {
    await broker.start();
    connected = false;
    says = away;
    assert.deepEqual(await ask('/health/ready'), [503, { status: 'unready', down: ['bus', 'rental'] }]);
    says = undefined;
    connected = true;
    assert.deepEqual(await ask('/health/ready'), [200, { status: 'ready', down: [] }]);
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
