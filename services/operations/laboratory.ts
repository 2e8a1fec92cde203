import { Refused } from '../../mixins/kernel/errors.ts';
import type { System } from '../../mixins/system.ts';
import { type Disturb, disturbedAlready, type LaboratoryView, notDisturbable } from './laboratory.contract.ts';
import { nats, waysOf } from './laboratory.ways.ts';

export type Disturbance = LaboratoryView['disturbances'][number];

/** What can be disturbed: the services of all systems that run, and the line to NATS where there is one. */
export function disturbable(
  systems: readonly Pick<System, 'services'>[],
  running: ReadonlySet<string>,
  hasNats: boolean,
): string[] {
  const services = systems.flatMap(({ services }) => Object.keys(services)).filter((name) => running.has(name));
  return hasNats ? [...services, nats] : services;
}

/** Those that are not over. */
export function underWay(disturbances: readonly Disturbance[], now: number): Disturbance[] {
  return disturbances.filter(({ until }) => Date.parse(until) > now);
}

/** @throws when there is nothing to disturb, or it is disturbed already */
export function disturbance(
  { service, way, seconds }: Disturb,
  { services, disturbances }: Pick<LaboratoryView, 'services' | 'disturbances'>,
  now: number,
): Disturbance {
  if (disturbances.some((one) => one.service === service)) throw new Refused(disturbedAlready);
  if (!services.includes(service) || !waysOf(service).includes(way)) throw new Refused(notDisturbable);
  return { service, way, since: new Date(now).toISOString(), until: new Date(now + seconds * 1_000).toISOString() };
}

/** How the sandbox provider behaves meanwhile. */
export const providerWhen = {
  slow: { delayMs: 400, jitterMs: 220 },
  fail: { mode: 'fail' },
  hang: { delayMs: 60_000 },
} as const;
