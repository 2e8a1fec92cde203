import type { ServiceBroker } from 'moleculer';
import { every } from '../../mixins/waiting/timers.ts';

/** Milliseconds between two looks; they cost no call. */
const period = 1_000;

export const serviceNodesGauge = 'yeyak.service.nodes';

/**
 * Keeps the gauge of how many nodes offer each service that this node has met, where metrics are wanted. Moleculer's own
 * gauge keeps its last value for a service that no node offers any more.
 * @returns the end of it
 */
export function watchServices(broker: Pick<ServiceBroker, 'metrics' | 'registry'>, periodMs = period): () => void {
  const { metrics, registry } = broker;
  if (!metrics.isEnabled()) return () => {};
  const description = 'Nodes that offer a service, as this node knows them';
  metrics.register({ type: 'gauge', name: serviceNodesGauge, labelNames: ['service'], description });
  const met = new Set<string>();
  const measure = () => {
    const nodes = registry.getNodeList({ onlyAvailable: true, withServices: true }) as unknown as KnownNode[];
    const counts = countsOf(nodes);
    for (const service of counts.keys()) met.add(service);
    for (const service of met) metrics.set(serviceNodesGauge, counts.get(service) ?? 0, { service });
  };
  measure();
  return every(periodMs, measure).stop;
}

function countsOf(nodes: readonly KnownNode[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { services } of nodes)
    for (const { name } of services) if (!name.startsWith('$')) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

interface KnownNode {
  readonly services: readonly { readonly name: string }[];
}
