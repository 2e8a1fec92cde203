import type { ServiceBroker } from 'moleculer';
import type { Bus } from '../../mixins/bus/port.ts';
import { countedCalls } from '../../mixins/middlewares/call-counts.middleware.ts';
import { sumOf } from '../../mixins/middlewares/call-counts.ts';
import { breakersOf } from '../../mixins/middlewares/circuit-breaker.middleware.ts';
import { callOperations } from './operations.api.contract.ts';
import type { NodeView, SystemView } from './operations.contract.ts';
import { areFailing } from './reservations.ts';

/** Milliseconds that a node has to tell of itself; one that does not is shown as silent. */
const patience = 1_000;

/** What a node tells of itself. */
export function nodeView(broker: ServiceBroker): NodeView {
  return {
    id: broker.nodeID,
    services: broker.services.map(({ name }) => name).filter((name) => !name.startsWith('$')),
    uptime: Math.round(process.uptime()),
    memory: process.memoryUsage.rss(),
    breakers: breakersOf(broker),
    reservations: countedCalls(broker),
  };
}

/** The nodes as this one knows them, and the consumers as the bus does. */
export async function systemView(broker: ServiceBroker, bus: Bus): Promise<SystemView> {
  const known = broker.registry.getNodeList({ onlyAvailable: true, withServices: true }) as unknown as KnownNode[];
  const withOperations = known.filter(({ services }) => services.some(({ name }) => name === 'operations'));
  const nodes = await Promise.all(withOperations.map((node) => ask(broker, node)));
  const consumers = await bus.backlogs().catch(() => undefined);
  const minutes = sumOf(nodes.map((node) => ('silent' in node ? [] : (node.reservations ?? []))));
  return {
    nodes: nodes.sort((one, other) => one.id.localeCompare(other.id)),
    reservations: { failing: areFailing(minutes, Date.now()), minutes },
    ...(consumers && { consumers }),
  };
}

async function ask(broker: ServiceBroker, { id, services }: KnownNode): Promise<SystemView['nodes'][number]> {
  try {
    return await callOperations(broker, 'operations.node', {}, { nodeID: id, timeout: patience });
  } catch {
    const names = services.map(({ name }) => name).filter((name) => !name.startsWith('$'));
    return { id, services: names, silent: true };
  }
}

interface KnownNode {
  readonly id: string;
  readonly services: readonly { readonly name: string }[];
}
