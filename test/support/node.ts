import { type Middleware, ServiceBroker, type ServiceSchema } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import type { StoreAdapter } from '../../mixins/runtime.ts';
import type { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { nodeOptions } from '../../moleculer.config.ts';
import { useTempDirs } from './tempdir.ts';

/** Inside a `describe`: starts nodes with a store and the local bus, and stops them after its tests. */
export function useNodes() {
  const newDir = useTempDirs();
  const running = new Set<ServiceBroker>();
  const stop = async (broker: ServiceBroker) => {
    if (running.delete(broker)) await broker.stop();
  };
  after(() => Promise.all([...running].map(stop)));

  return async (
    services: readonly ServiceSchema[],
    dir = newDir(),
    settings: Readonly<Record<string, string>> = {},
  ) => {
    const warnings: string[] = [];
    const usual = { LOG_LEVEL: 'silent', SHUTDOWN_TIMEOUT_MS: '100', PASSWORD_COST: '8', DATA_DIR: dir };
    const env = parseEnv({ ...usual, ...settings });
    const { middlewares = [], ...options } = await nodeOptions(env, 'test');
    const broker = new ServiceBroker({ ...options, middlewares: [remember(warnings), ...middlewares] });
    running.add(broker);
    for (const service of services) broker.createService(service);
    await broker.start();
    const records = <State>(service: string): StoreAdapter<State> =>
      (broker.getLocalService(service) as unknown as { adapter: StoreAdapter<State> }).adapter;
    return {
      broker,
      dir,
      warnings,
      /** The records of a service. */
      records,
      /** The log that all services share; the first has records. */
      log: records(String(services[0]?.name)).outbox as SqliteLog,
      stop: () => stop(broker),
    };
  };
}

/** Keeps what would be logged. */
function remember(warnings: string[]): Middleware {
  const newLogEntry = (level: string, args: unknown[]) => {
    if (level === 'warn' || level === 'error') warnings.push(args.map(String).join(' '));
  };
  return { name: 'Remember', newLogEntry } as Middleware;
}
