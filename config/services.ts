import type { ServiceSchema } from 'moleculer';
import { authOf, hasSelfService, isIssuer, publicUrlOf } from './auth.ts';
import type { Env } from './env.ts';
import { rateOf } from './limits.ts';
import { shutdownTimes } from './shutdown.ts';

/** Every service of Yeyak by its name: where it is, and what it is told of the environment. */
const services = {
  rental: { module: '../services/library/rental/rental.service.ts' },
  payment: { module: '../services/payment/payment.service.ts' },
  book: { module: '../services/library/book/book.service.ts' },
  mypage: { module: '../services/library/mypage/mypage.service.ts' },
  history: { module: '../services/library/history/history.service.ts' },
  identity: {
    module: '../services/identity/identity.service.ts',
    settings: (env: Env) => ({ publicUrl: isIssuer(env) ? publicUrlOf(env) : undefined, audience: env.AUTH_AUDIENCE }),
  },
  gateway: {
    module: '../services/gateway/gateway.service.ts',
    settings: (env: Env) => {
      const { HOST: host, PORT: port, PORT_SHARING, NATS_URL, TRUSTED_PROXIES: proxies } = env;
      const { idleMs, graceMs } = shutdownTimes(env);
      const stop = { patienceMs: NATS_URL ? 5_000 : 0, idleMs, graceMs };
      const hosts = [host, ...(env.PUBLIC_URL ? [new URL(env.PUBLIC_URL).hostname] : [])];
      const limits = { rate: rateOf(env), origins: env.CORS_ORIGINS ?? [] };
      return {
        host,
        port,
        sharing: PORT_SHARING === 'on',
        proxies,
        hosts,
        grpcPort: env.GRPC_PORT,
        auth: authOf(env),
        selfService: hasSelfService(env),
        ...limits,
        ...stop,
      };
    },
  },
} satisfies Record<string, ServicePlace>;

interface ServicePlace {
  readonly module: string;
  readonly settings?: (env: Env) => object;
}

export type ServiceName = keyof typeof services;

export const serviceNames = Object.keys(services) as ServiceName[];

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}

/** A service's schema, with its settings for this environment. */
export async function loadService(name: ServiceName, env: Env): Promise<ServiceSchema> {
  const { module, settings }: ServicePlace = services[name];
  const { default: schema } = (await import(new URL(module, import.meta.url).href)) as { default: ServiceSchema };
  return { ...schema, settings: { ...schema.settings, ...settings?.(env) } };
}
