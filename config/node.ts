import { ServiceBroker } from 'moleculer';
import { nodeOptions } from '../moleculer.config.ts';
import operations from '../services/operations/operations.service.ts';
import type { Env } from './env.ts';
import { loadService, serviceNames } from './services.ts';

/**
 * Starts these services in this process, and operations, which every process has. Stopping the broker stops them, and their stores and bus.
 * When one cannot start it rejects, after it has stopped the others.
 */
export async function startNode(names: readonly string[], env: Env): Promise<ServiceBroker> {
  const schemas = await Promise.all(names.map((name) => loadService(name, env)));
  const isWhole = serviceNames(env.systems).every((name) => names.includes(name));
  const broker = new ServiceBroker(await nodeOptions(env, isWhole ? 'yeyak' : nodeName(names)));
  try {
    for (const schema of [...schemas, operations]) broker.createService(schema);
    await broker.start();
  } catch (error) {
    await broker.stop();
    throw error;
  }
  return broker;
}

/** Characters; what shows a node's name takes 200, and eight of them differ at each start. */
const longestName = 100;

/** How the name of a process begins: its services, or the first one and how many there are besides. */
export function nodeName(names: readonly string[]): string {
  const whole = names.join('-');
  return whole.length <= longestName ? whole : `${names[0]}-and-${names.length - 1}-more`;
}

/** What the person who starts this process has to know, a line each. */
export function noticesOf(broker: ServiceBroker): string[] {
  return broker.services
    .map((service) => (service as { notice?: string }).notice)
    .filter((notice) => notice !== undefined);
}

/** The address of the gateway in this process. */
export function gatewayUrl(broker: ServiceBroker): string | undefined {
  return (broker.getLocalService('gateway') as { url?: string } | undefined)?.url;
}
