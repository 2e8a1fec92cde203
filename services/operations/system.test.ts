import assert from 'node:assert/strict';
import type { Bus } from '../../mixins/bus/port.ts';
import { brokers } from '../../test/support/broker.ts';
import { nodeView, systemView } from './system.ts';

describe('How the system is', () => {
  const { start } = brokers();
  const backlog = { group: 'mypage', pattern: 'library.rental.*', waiting: 3, underWay: 1 };
  const bus = { backlogs: async () => [backlog] } as Partial<Bus> as Bus;
  const failing = {
    name: 'book',
    actions: {
      get() {
        throw new Error('no');
      },
    },
  };

  async function started(answers: () => unknown) {
    const operations = { name: 'operations', actions: { node: answers } };
    const broker = await start([operations, failing], { env: { BREAKER_MIN_REQUESTS: '2' } });
    return broker;
  }

  it('is told by each node of itself: services, and breakers of those it calls', async () => {
    const broker = await started(() => ({}));
    for (let call = 0; call < 3; call += 1) await broker.call('book.get').catch(() => {});
    const { id, services, uptime, memory, breakers } = nodeView(broker);
    assert.equal(id, broker.nodeID);
    assert.deepEqual(services, ['operations', 'book']);
    assert.ok(uptime >= 0 && memory > 1_000_000);
    const own = breakers.find(({ action }) => action === 'book.get');
    assert.deepEqual(own, { action: 'book.get', nodeId: broker.nodeID, state: 'open', calls: 2, failures: 2 });
  });

  it('is made of what the nodes tell, and of how far consumers are', async () => {
    const broker = await started(() => ({ id: 'a', services: [], uptime: 1, memory: 2, breakers: [] }));
    const { nodes, consumers } = await systemView(broker, bus);
    assert.deepEqual(nodes, [{ id: 'a', services: [], uptime: 1, memory: 2, breakers: [] }]);
    assert.deepEqual(consumers, [backlog]);
  });

  it('shows a node that does not answer, and a bus that is away', async () => {
    const broker = await started(() => {
      throw new Error('busy');
    });
    const away = { backlogs: () => Promise.reject(new Error('no NATS')) } as Partial<Bus> as Bus;
    const { nodes, consumers } = await systemView(broker, away);
    assert.deepEqual(nodes, [{ id: broker.nodeID, services: ['operations', 'book'], silent: true }]);
    assert.equal(consumers, undefined);
  });
});
