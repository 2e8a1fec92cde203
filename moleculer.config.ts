import { randomUUID } from 'node:crypto';
import type { BrokerOptions, Middleware, ServiceBroker } from 'moleculer';
import { type Env, readEnv } from './config/env.ts';
import { logger } from './config/logger.ts';
import { natsConnection } from './config/nats.ts';
import { observation } from './config/observation.ts';
import { runtimeMiddleware } from './config/runtime.ts';
import { loadStores } from './config/stores.ts';
import { circuitBreaker, isFailure } from './mixins/middlewares/circuit-breaker.middleware.ts';
import { registerRendezvous } from './mixins/rendezvous.ts';

type MakeMiddleware = (broker: ServiceBroker) => Middleware;

/**
 * How every broker of Yeyak is set up, the same in one process and in many. A fresh object each time,
 * since Moleculer changes it. `name` is how the node's name begins; `middlewares` come outermost.
 */
export function brokerOptions(env: Env, name: string, ...middlewares: MakeMiddleware[]): BrokerOptions {
  registerRendezvous();
  const watched = observation(env);
  return {
    namespace: env.NAMESPACE,
    nodeID: `${env.NODE_ID ?? name}-${randomUUID().slice(0, 8)}`,
    logger: logger(env),
    transporter: env.NATS_URL === undefined ? null : transporter(env.NATS_URL),
    serializer: 'JSON',
    validator: true,
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
      // An action that is idempotent says so: `retryPolicy: { enabled: true }`.
      enabled: false,
      retries: env.RETRY_ATTEMPTS,
      delay: env.RETRY_DELAY_MS,
      factor: 2,
      maxDelay: 1_000,
      check: isWorthARetry,
    },
    tracking: { enabled: true, shutdownTimeout: env.SHUTDOWN_TIMEOUT_MS },

    // With the defaults a killed node was still called for 44 s.
    heartbeatInterval: 2,
    heartbeatTimeout: 6,
    transit: { serviceChangedDebounceTime: 100 } as object,
    registry: { preferLocal: false },
    dependencyInterval: 100,

    ...watched.options,
    internalMiddlewares: false,
    // From the inside to the outside. Moleculer's own order puts Timeout outside CircuitBreaker, which then never
    // opens on timeouts. What nobody uses (Cacher, Fallback, Debounce, Throttle) is left out.
    middlewares: [
      'ActionHook',
      'Validator',
      'Bulkhead',
      'ContextTracker',
      'Timeout',
      circuitBreaker,
      'Retry',
      'ErrorHandler',
      ...watched.middlewares,
      ...middlewares,
    ] as Middleware[],
  };
}

/** A call that got no answer. One that was refused, by a rule or for want of room, is the caller's to repeat. */
function isWorthARetry(error: Error): boolean {
  const { retryable, code } = error as { retryable?: boolean; code?: unknown };
  return retryable === true && code !== 429 && error.name !== 'Refused';
}

function transporter(urls: string) {
  return {
    type: 'NATS' as const,
    options: { ...natsConnection(urls), reconnectTimeWait: 250, maxReconnectAttempts: -1 },
  };
}

/** A broker that runs services: it has their stores and their bus as well. */
export async function nodeOptions(env: Env, name: string): Promise<BrokerOptions> {
  return brokerOptions(env, name, runtimeMiddleware(env, await loadStores(env)));
}

/** For `moleculer-runner -c moleculer.config.ts SERVICE-FILE…`, which leaves the signals to the broker. */
export default async function runnerOptions(): Promise<BrokerOptions> {
  return { ...(await nodeOptions(readEnv(), 'runner')), skipProcessEventRegistration: false };
}
