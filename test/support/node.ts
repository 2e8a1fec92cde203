import { join } from 'node:path';
import { type Middleware, ServiceBroker, type ServiceSchema } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { channelsMiddleware } from '../../mixins/bus/channels.middleware.ts';
import { LocalBus } from '../../mixins/bus/local.ts';
import { registerRendezvous } from '../../mixins/rendezvous.ts';
import { provide, type StoreAdapter } from '../../mixins/runtime.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import { useTempDirs } from './tempdir.ts';

/** Inside a `describe`: starts nodes that have a SQLite file and the local bus, and stops them after its tests. */
export function useNodes() {
  const newDir = useTempDirs();
  const running: { stop(): Promise<void> }[] = [];
  before(registerRendezvous);
  after(() => Promise.all(running.map((node) => node.stop())));

  return async (services: readonly ServiceSchema[], dir = newDir()) => {
    const file = new SqliteFile(join(dir, 'test.db'));
    const log = new SqliteLog(file);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const bus = new LocalBus({ retry: { backoffMs: [10], maxAttempts: 3 }, log: { info() {}, warn, error: warn } });
    const broker = new ServiceBroker({
      logger: false,
      middlewares: [channelsMiddleware(bus), remember(warnings)],
    });
    provide(broker, { bus, env: parseEnv({}), open: (_service, collection) => new SqliteStore(file, log, collection) });
    for (const service of services) broker.createService(service);
    await broker.start();
    const node = {
      broker,
      log,
      dir,
      warnings,
      /** The records of a service. */
      records<State>(service: string): StoreAdapter<State> {
        return (broker.getLocalService(service) as unknown as { adapter: StoreAdapter<State> }).adapter;
      },
      async stop() {
        if (!file.database.isOpen) return;
        await broker.stop();
        file.close();
      },
    };
    running.push(node);
    return node;
  };
}

/** Keeps what would be logged. */
function remember(warnings: string[]): Middleware {
  const newLogEntry = (level: string, args: unknown[]) => {
    if (level === 'warn' || level === 'error') warnings.push(args.map(String).join(' '));
  };
  return { name: 'Remember', newLogEntry } as Middleware;
}
