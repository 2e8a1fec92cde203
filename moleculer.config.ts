import { randomUUID } from 'node:crypto';
import { type BrokerOptions, type Middleware, type ServiceBroker, Validators } from 'moleculer';
import { type Env, readEnv } from './config/env.ts';
import { logger } from './config/logger.ts';
import { natsConnection } from './config/nats.ts';
import { measured, traced } from './config/observation.ts';
import { runtimeMiddleware } from './config/runtime.ts';
import { shutdownTimes } from './config/shutdown.ts';
import { loadStores } from './config/stores.ts';
import { announce } from './mixins/middlewares/announce.middleware.ts';
import { callCounts } from './mixins/middlewares/call-counts.middleware.ts';
import { circuitBreaker, isFailure } from './mixins/middlewares/circuit-breaker.middleware.ts';
import { drain } from './mixins/middlewares/drain.middleware.ts';
import { health } from './mixins/middlewares/health.middleware.ts';
import { retry } from './mixins/middlewares/retry.middleware.ts';
import { waitForService } from './mixins/middlewares/wait-for-service.middleware.ts';
import { registerRendezvous } from './mixins/rendezvous.ts';
import { Discoverer } from './mixins/transport/discoverer.ts';
import { NatsTransporter } from './mixins/transport/nats.ts';

type MakeMiddleware = string | ((broker: ServiceBroker) => Middleware);

/**
 * How every broker of Yeyak is set up, the same in one process and in many. A fresh object each time,
 * since Moleculer changes it. `name` is how the node's name begins; `middlewares` come outermost, Moleculer's own by their names.
 */
export function brokerOptions(env: Env, name: string, ...middlewares: MakeMiddleware[]): BrokerOptions {
  registerRendezvous();
  const { options, middlewares: tracing } = traced(env);
  const { noticeMs, graceMs } = shutdownTimes(env);
  return {
    namespace: env.NAMESPACE,
    nodeID: `${env.NODE_ID ?? name}-${randomUUID().slice(0, 8)}`,
    logger: logger(env),
    transporter: env.NATS_URL === undefined ? null : transporter(env.NATS_URL),
    serializer: 'JSON',
    validator: new Validators.Fastest(validating),
    skipProcessEventRegistration: true,

    requestTimeout: env.REQUEST_TIMEOUT_MS,
    circuitBreaker: {
      enabled: true,
      threshold: env.BREAKER_THRESHOLD,
      minRequestCount: env.BREAKER_MIN_REQUESTS,
      windowTime: env.BREAKER_WINDOW_MS / 1000,
      halfOpenTime: env.BREAKER_HALF_OPEN_MS,
      check: isFailure,
    },
    bulkhead: { enabled: true, concurrency: env.BULKHEAD_CONCURRENCY, maxQueueSize: env.BULKHEAD_QUEUE },
    retryPolicy: {
      retries: env.RETRY_ATTEMPTS,
      delay: env.RETRY_DELAY_MS,
      factor: 2,
      maxDelay: 1_000,
    },

    // For a node that hangs; one that is killed is known by its connection. A node is looked at once in a timeout, so it
    // is called for two of them at most. With the defaults that was 44 s.
    heartbeatInterval: 1,
    heartbeatTimeout: 3,
    transit: { serviceChangedDebounceTime: 20 } as object,
    registry: { discoverer: new Discoverer(), preferLocal: false, stopDelay: noticeMs } as object,
    dependencyInterval: 50,

    ...options,
    internalMiddlewares: false,
    // From the inside to the outside. Moleculer's own order puts Timeout outside CircuitBreaker, which then never
    // opens on timeouts. What nobody uses (Cacher, Fallback, Debounce, Throttle) is left out.
    middlewares: [
      'ActionHook',
      'Validator',
      'Bulkhead',
      drain({ graceMs }),
      'Timeout',
      circuitBreaker,
      retry,
      'ErrorHandler',
      waitForService({ absenceMs: env.SERVICE_ABSENCE_MS, most: env.BULKHEAD_QUEUE }),
      announce,
      callCounts('rental.reserve'),
      ...tracing,
      ...middlewares,
    ] as Middleware[],
  };
}

const { validator } = new Validators.Fastest() as unknown as { validator: { rules: object } };
const ruleTypes = Object.keys(validator.rules);

/** Otherwise a field that may be left out may be null as well, which no contract says, and allowed words read like the given one. */
const validating = {
  considerNullAsAValue: true,
  defaults: Object.fromEntries(ruleTypes.map((type) => [type, { nullable: false }])),
  messages: { enumValue: "The '{field}' field must be one of: {expected}." },
};

function transporter(urls: string) {
  return new NatsTransporter({
    ...natsConnection(urls),
    reconnectTimeWait: 100,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: true,
  });
}

/** A broker that runs services: it has their stores and their bus as well. */
export async function nodeOptions(env: Env, name: string): Promise<BrokerOptions> {
  const watched = env.HEALTH_PORT === undefined ? [] : [health({ host: env.HOST, port: env.HEALTH_PORT })];
  const { options, middlewares } = measured(env);
  const outer = [...middlewares, ...watched, runtimeMiddleware(env, await loadStores(env))];
  return { ...brokerOptions(env, name, ...outer), ...options };
}

/** For `moleculer-runner -c moleculer.config.ts SERVICE-FILE…`, which leaves the signals to the broker. */
export default async function runnerOptions(): Promise<BrokerOptions> {
  return { ...(await nodeOptions(await readEnv(), 'runner')), skipProcessEventRegistration: false };
}
