import { randomUUID } from 'node:crypto';
import type { ServiceBroker } from 'moleculer';
import { callRepair, type RepairedBatch } from '../../mixins/repair.mixin.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import type { Repaired, RepairStart } from './operations.contract.ts';

/** Milliseconds between two batches, so that other work keeps up. */
const betweenBatches = 25;

/**
 * Has the records of all services tell their state again, service by service, for this many milliseconds. What is left
 * then is in `next`, which goes on where this ended.
 */
export async function repairFor(
  milliseconds: number,
  broker: ServiceBroker,
  { service, after, run = randomUUID() }: RepairStart,
): Promise<Repaired> {
  const until = performance.now() + milliseconds;
  const names = repairable(broker).filter((name) => service === undefined || name >= service);
  const restated: Record<string, number> = {};
  let unreadable = 0;
  for (const name of names) {
    for (let place = name === service ? after : ''; place !== undefined; ) {
      if (performance.now() >= until) return { restated, unreadable, next: { service: name, after: place, run } };
      const batch: RepairedBatch = await callRepair(broker, name, 'repair', { after: place, run });
      restated[name] = (restated[name] ?? 0) + batch.restated;
      unreadable += batch.unreadable;
      place = batch.last;
      await pause(betweenBatches);
    }
  }
  return { restated, unreadable };
}

/** Services whose records can tell their state again, in order of name. */
function repairable(broker: ServiceBroker): string[] {
  const actions = broker.registry.getActionList({ onlyAvailable: true }).map(({ name }) => name);
  const services = actions.filter((name) => name.endsWith('.repair')).map((name) => name.slice(0, -'.repair'.length));
  return [...new Set(services)].filter((name) => name !== 'operations').sort();
}
