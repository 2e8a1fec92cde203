import { join } from 'node:path';
import { type BrokerOptions, type Service, ServiceBroker, type ServiceSchema } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { LocalBus } from '../../mixins/bus/local.ts';
import { registerRendezvous } from '../../mixins/rendezvous.ts';
import { provide } from '../../mixins/runtime.ts';
import type { Collection } from '../../mixins/store/collection.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';

export interface RunningService {
  readonly broker: ServiceBroker;
  readonly service: Service;
  stop(): Promise<void>;
}

/** Starts one service on a broker of its own, its records in a SQLite file in `folder`. */
export async function startService(
  schema: ServiceSchema,
  folder: string,
  options: BrokerOptions = {},
): Promise<RunningService> {
  registerRendezvous();
  const file = new SqliteFile(join(folder, `${schema.name}.db`));
  const log = new SqliteLog(file);
  const broker = new ServiceBroker({ logger: false, ...options });
  provide(broker, {
    open: <State extends object>(_service: string, collection: Collection) =>
      new SqliteStore<State>(file, log, collection),
    bus: new LocalBus(),
    env: parseEnv({}),
  });
  const service = broker.createService(schema);
  await broker.start();
  return {
    broker,
    service,
    async stop() {
      await broker.stop();
      file.close();
    },
  };
}
