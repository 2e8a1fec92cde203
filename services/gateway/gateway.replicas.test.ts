import assert from 'node:assert/strict';
import { type Context, ServiceBroker } from 'moleculer';
import { Refused } from '../../mixins/kernel/errors.ts';
import { registerRendezvous, routedBy } from '../../mixins/rendezvous.ts';
import { provide, type Runtime } from '../../mixins/runtime.ts';
import { systems } from '../../test/support/offer.ts';
import gateway from './gateway.service.ts';
import type { Gateway } from './request.ts';

/** Two replicas of a service behind the gateway, each on a node of its own. */
describe('the gateway before replicas', () => {
  const brokers: ServiceBroker[] = [];
  let service: Gateway;

  function node(nodeID: string): ServiceBroker {
    const broker = new ServiceBroker({ nodeID, namespace: 'gateway-replicas', transporter: 'Fake', logger: false });
    brokers.push(broker);
    return broker;
  }

  before(async () => {
    registerRendezvous();
    for (const name of ['replica-1', 'replica-2']) {
      node(name).createService({
        name: 'rental',
        actions: {
          reserve: { ...routedBy('id'), handler: (ctx: Context<{ id: string }>) => ({ id: ctx.params.id, name }) },
          get: { ...routedBy('id'), handler: () => ({ name }) },
          list: { params: { $$strict: true, page: 'number|convert' }, handler: () => ({ name }) },
          transition() {
            throw new Refused({
              refused: 'rental-state',
              kind: 'conflict',
              detail: 'It is returned.',
              state: 'returned',
            });
          },
        },
      });
    }
    const entrance = node('entrance');
    provide(entrance, { systems } as unknown as Runtime);
    const schema = { name: 'gateway', mixins: [gateway], settings: { port: 0 } };
    service = entrance.createService(schema) as unknown as Gateway;
    await Promise.all(brokers.map((broker) => broker.start()));
    const known = () => entrance.registry.getNodeList({ onlyAvailable: true, withServices: false }).length;
    while (known() < brokers.length) await new Promise(setImmediate);
    await entrance.waitForServices('rental');
  });

  after(async () => {
    await Promise.all(brokers.map((broker) => broker.stop()));
  });

  async function replicaOf(path: string, init?: RequestInit): Promise<string> {
    const { name } = (await (await fetch(service.url + path, init)).json()) as { name: string };
    return name;
  }

  it('sends what is about one record to one replica, and shares the records out', async () => {
    const names = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const first = await replicaOf(`/rentals/r${n}`);
      for (let again = 0; again < 3; again++) assert.equal(await replicaOf(`/rentals/r${n}`), first);
      names.add(first);
    }
    assert.deepEqual(names, new Set(['replica-1', 'replica-2']));
  });

  it('sends a repeat of an Idempotency-Key where the first one went', async () => {
    for (let n = 0; n < 10; n++) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': `key-${n}` };
      const reserve = () => replicaOf('/rentals', { method: 'POST', headers, body: '{}' });
      assert.equal(await reserve(), await reserve());
    }
  });

  it('uses all replicas in turn for the rest', async () => {
    const names = [await replicaOf('/rentals?page=1'), await replicaOf('/rentals?page=1')];
    assert.deepEqual(names.sort(), ['replica-1', 'replica-2']);
  });

  it('tells the same of errors that come over the network', async () => {
    const headers = { 'content-type': 'application/json' };
    const conflict = await fetch(`${service.url}/rentals/r1`, { method: 'PATCH', headers, body: '{}' });
    const { state, type } = (await conflict.json()) as { state: string; type: string };
    assert.deepEqual([conflict.status, state, type], [409, 'returned', 'urn:yeyak:problem:rental-state']);
    const invalid = await fetch(`${service.url}/rentals?page=secret&colour=red`);
    const text = await invalid.text();
    assert.equal(invalid.status, 422);
    assert.match(text, /"field":"page".*"field":"colour"/);
    assert.doesNotMatch(text, /secret|replica-/);
  });
});
