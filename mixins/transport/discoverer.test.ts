import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { brokers } from '../../test/support/broker.ts';
import { eventually } from '../../test/support/eventually.ts';
import type { Discoverer } from './discoverer.ts';

describe('A node that was held up', () => {
  const { start } = brokers();
  const long = 1_000_000;

  it('takes none for gone whose heartbeats it has not read yet', async () => {
    // So that none comes of itself.
    const options = { transporter: 'Fake' as const, heartbeatInterval: 3_600 };
    const started = await Promise.all([1, 2, 3].map(() => start([], { options })));
    const [{ nodeID: heard }, { nodeID: silent }, { registry }] = started as unknown as [Node, Node, Node];
    const { discoverer } = registry;
    const { nodes } = discoverer.registry;
    await eventually(() => nodes.has(heard) && nodes.has(silent));
    for (const id of [heard, silent]) nodes.get(id).lastHeartbeatTime = -long;
    discoverer.transit.tx.flush = async () => nodes.get(heard).heartbeat({});
    discoverer.checkRemoteNodes();
    await eventually(() => !nodes.get(silent).available);
    assert.ok(nodes.get(heard).available);
  });
});

type Node = Omit<ServiceBroker, 'registry'> & { readonly registry: { readonly discoverer: Discoverer } };
