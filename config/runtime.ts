import { join } from 'node:path';
import type { Middleware, ServiceBroker } from 'moleculer';
import { channelsMiddleware } from '../mixins/bus/channels.middleware.ts';
import { defaultStreamLimits } from '../mixins/bus/jetstream/streams.ts';
import { JetStreamBus } from '../mixins/bus/jetstream.ts';
import { LocalBus } from '../mixins/bus/local.ts';
import type { Bus, Log } from '../mixins/bus/port.ts';
import { provide, type Runtime } from '../mixins/runtime.ts';
import type { Collection } from '../mixins/store/collection.ts';
import { SqliteFile } from '../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../mixins/store/sqlite.ts';
import type { Env } from './env.ts';
import { natsConnection } from './nats.ts';
import { pruneHourly } from './retention.ts';

/** Gives a broker its stores and its bus, and takes them away when everything else has stopped. */
export function runtimeMiddleware(env: Env) {
  return (broker: ServiceBroker): Middleware => {
    const files = openFiles(env, broker.getLogger('store'));
    const runtime: Runtime = {
      env,
      bus: createBus(env, broker.nodeID, broker.getLogger('bus')),
      open<State extends object>(service: string, collection: Collection) {
        const { file, log } = files.open(storeFile(service, env));
        return new SqliteStore<State>(file, log, collection);
      },
    };
    provide(broker, runtime);
    const channels = channelsMiddleware(runtime.bus);
    return {
      ...channels,
      async stopped(broker) {
        await channels.stopped?.(broker);
        await files.close();
      },
    };
  };
}

/** One file for all services of a single process, so that they share its transactions; else one for each service. */
export function storeFile(service: string, env: Env): string {
  return join(env.DATA_DIR, env.NATS_URL === undefined ? 'yeyak.db' : `${service}.db`);
}

function createBus({ NATS_URL, JETSTREAM_REPLICAS, EVENT_RETENTION_DAYS }: Env, name: string, log: Log): Bus {
  if (NATS_URL === undefined) return new LocalBus();
  const maxAgeMs = EVENT_RETENTION_DAYS * 24 * 60 * 60 * 1_000;
  const limits = { ...defaultStreamLimits, replicas: JETSTREAM_REPLICAS, maxAgeMs };
  return new JetStreamBus({ connection: { ...natsConnection(NATS_URL), name }, log, limits });
}

/** In a single process the log is kept: it is all that views can be rebuilt from. Else the streams have the events. */
function openFiles({ NATS_URL }: Env, log: Log) {
  const files = new Map<string, OpenFile>();
  return {
    open(path: string) {
      const known = files.get(path);
      if (known) return known;
      const file = new SqliteFile(path);
      const events = new SqliteLog(file);
      const endPruning = NATS_URL === undefined ? () => {} : pruneHourly(events, log);
      const opened = { file, log: events, endPruning };
      files.set(path, opened);
      return opened;
    },
    async close() {
      const open = [...files.values()];
      files.clear();
      for (const { endPruning } of open) endPruning();
      await Promise.all(open.map(({ file }) => file.close()));
    },
  };
}

interface OpenFile {
  readonly file: SqliteFile;
  readonly log: SqliteLog;
  readonly endPruning: () => void;
}
