import type { ServiceSchema } from 'moleculer';
import { rolesOf } from '../mixins/roles.ts';
import type { System } from '../mixins/system.ts';
import { systems as ownSystems } from '../services/systems.ts';
import { authOf, hasSelfService, isIssuer, publicUrlOf } from './auth.ts';
import type { Env } from './env.ts';
import { rateOf } from './limits.ts';
import { pagesWith } from './pages.ts';
import { shutdownTimes } from './shutdown.ts';

/** What services are told of the environment, by their names. */
const settingsOf: Readonly<Record<string, (env: Env) => object>> = {
  identity: (env) => ({
    publicUrl: isIssuer(env) ? publicUrlOf(env) : undefined,
    audience: env.AUTH_AUDIENCE,
    roles: rolesOf(env.systems),
  }),
  gateway: (env) => {
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
      pages: pagesWith(env.SYSTEMS).folder,
      ...limits,
      ...stop,
    };
  },
};

type Load = () => Promise<{ readonly default: ServiceSchema }>;

/** Every service by its name: those of the systems, and the gateway before them. */
function servicesOf(systems: readonly System[]): ReadonlyMap<string, Load> {
  const declared = systems.flatMap(({ services }) => Object.entries<Load>(services));
  return new Map([...declared, ['gateway', () => import('../services/gateway/gateway.service.ts')]]);
}

/** The names of all services of these systems, the gateway among them. */
export function serviceNames(systems = ownSystems): string[] {
  return [...servicesOf(systems).keys()];
}

/**
 * The services that a word means: one by its name, or all of a system.
 * @returns none when the word is neither
 */
export function servicesNamed(word: string, systems = ownSystems): string[] {
  if (servicesOf(systems).has(word)) return [word];
  return Object.keys(systems.find(({ name }) => name === word)?.services ?? {});
}

/** A service's schema, with its settings for this environment. */
export async function loadService(name: string, env: Env): Promise<ServiceSchema> {
  const load = servicesOf(env.systems).get(name);
  if (!load) throw new Error(`There is no service ${name}`);
  const { default: schema } = await load();
  return { ...schema, settings: { ...schema.settings, ...settingsOf[name]?.(env) } };
}
