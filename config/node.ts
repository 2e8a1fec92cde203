import { ServiceBroker } from 'moleculer';
import { nodeOptions } from '../moleculer.config.ts';
import type { Env } from './env.ts';
import { loadService, type ServiceName, serviceNames } from './services.ts';

/**
 * Starts a process's services; they have started, and found the services they depend on, when it resolves.
 * Stop the broker to stop all. When something fails, what had started is stopped before it rejects.
 */
export async function startNode(names: readonly ServiceName[], env: Env): Promise<ServiceBroker> {
  const schemas = await Promise.all(names.map((name) => loadService(name, env)));
  const isWhole = serviceNames.every((name) => names.includes(name));
  const broker = new ServiceBroker(nodeOptions(env, isWhole ? 'yeyak' : names.join('-')));
  try {
    for (const schema of schemas) broker.createService(schema);
    await broker.start();
  } catch (error) {
    await broker.stop();
    throw error;
  }
  return broker;
}

/** The address of the gateway in this process. */
export function gatewayUrl(broker: ServiceBroker): string | undefined {
  return (broker.getLocalService('gateway') as { url?: string } | undefined)?.url;
}
