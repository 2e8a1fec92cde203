import { join } from 'node:path';
import type { Env } from '../env.ts';
import { storeName } from '../variables.ts';

/** Where a service keeps its records, `sqlite` or the address of a database: as it says, its system, or all. */
export function storeUrl(service: string, env: Env): string {
  const system = env.systems.find(({ services }) => Object.hasOwn(services, service));
  return set(service, env) ?? (system && set(system.name, env)) ?? env.STORE_URL;
}

/** All places where services keep their records. */
export function storeUrls(env: Env): string[] {
  return env.systems.flatMap(({ services }) => Object.keys(services).map((service) => storeUrl(service, env)));
}

function set(name: string, { settings }: Env): string | undefined {
  return settings[storeName(name)] as string | undefined;
}

/** One file for all services of a single process, so that they share its transactions; else one for each service. */
export function storeFile(service: string, env: Env): string {
  return join(env.DATA_DIR, env.NATS_URL === undefined ? 'yeyak.db' : `${service}.db`);
}
