import type { Middleware, ServiceBroker } from 'moleculer';
import { channelsMiddleware } from '../mixins/bus/channels.middleware.ts';
import { defaultStreamLimits, type StreamLimits } from '../mixins/bus/jetstream/streams.ts';
import { JetStreamBus } from '../mixins/bus/jetstream.ts';
import { LocalBus } from '../mixins/bus/local.ts';
import type { Bus } from '../mixins/bus/port.ts';
import type { Log } from '../mixins/log.ts';
import { provide, type Runtime } from '../mixins/runtime.ts';
import { atMost } from '../mixins/waiting/waiting.ts';
import type { Env } from './env.ts';
import { natsConnection } from './nats.ts';
import { shutdownTimes } from './shutdown.ts';
import type { ServiceStores } from './stores.ts';

/** Gives a broker its stores and its bus, and takes them away when everything else has stopped. */
export function runtimeMiddleware(env: Env, createStores: (log: Log) => ServiceStores) {
  return (broker: ServiceBroker): Middleware => {
    const stores = createStores(broker.getLogger('store'));
    const runtime: Runtime = {
      settings: env.settings,
      systems: env.systems,
      bus: createBus(env, broker.nodeID, broker.getLogger('bus')),
      open: stores.open,
    };
    provide(broker, runtime);
    const channels = channelsMiddleware(runtime.bus);
    const { graceMs } = shutdownTimes(env);
    return {
      ...channels,
      async starting(broker) {
        await Promise.all([stores.start(), channels.starting?.(broker)]);
      },
      async serviceStopped(service) {
        await channels.serviceStopped?.(service);
        stores.release(service.name);
      },
      async stopping(broker) {
        await atMost(graceMs, Promise.resolve(channels.stopping?.(broker)));
      },
      async stopped(broker) {
        await channels.stopped?.(broker);
        await stores.close();
      },
    };
  };
}

function createBus(env: Env, name: string, log: Log): Bus {
  const { NATS_URL } = env;
  if (NATS_URL === undefined) return new LocalBus();
  const limits = streamLimits(env);
  return new JetStreamBus({ connection: { ...natsConnection(NATS_URL), name }, log, limits });
}

/** How much event streams keep. */
export function streamLimits({
  JETSTREAM_REPLICAS: replicas,
  EVENT_RETENTION_DAYS,
  EVENT_STREAM_MB,
}: Env): StreamLimits {
  const bytes = (megabytes: number) => megabytes * 1024 ** 2;
  return {
    ...defaultStreamLimits,
    replicas,
    maxAgeMs: EVENT_RETENTION_DAYS * 24 * 60 * 60 * 1_000,
    maxBytes: bytes(EVENT_STREAM_MB.each),
    maxBytesOf: Object.fromEntries(Object.entries(EVENT_STREAM_MB.of).map(([name, size]) => [name, bytes(size)])),
  };
}
