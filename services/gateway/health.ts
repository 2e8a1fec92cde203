import type { Offer } from './offer.ts';

/** Can this gateway serve? What it asks, and what it says of the answers. */
export interface Readiness {
  /** `degraded`: it serves, but some of what it shows is missing or old. */
  readonly status: 'ready' | 'degraded' | 'unready';
  readonly checks: readonly Check[];
}

export interface Check {
  readonly name: string;
  readonly state: 'up' | 'down';
  /** Nothing works without it; down, it makes the gateway unready. */
  readonly required: boolean;
  /** Why it is down, for people. */
  readonly why?: string;
}

export interface Probes {
  /** Is this node started, and not stopping? */
  readonly node: () => boolean;
  readonly bus: () => boolean;
  /** Why a service does not work, or its store; nothing when it does. Never rejects. */
  readonly service: (name: string) => Promise<string | undefined>;
}

/**
 * Asks the services that systems declare. `signIn`: people sign in here. Without identity those who have tokens go on
 * until these end.
 */
export async function readiness(services: Offer['services'], probes: Probes, signIn = false): Promise<Readiness> {
  if (!probes.node()) return { status: 'unready', checks: [check('gateway', true, 'The gateway starts or stops.')] };
  const all = signIn ? [...services, { name: 'identity', required: false }] : services;
  const asked = all.map(async ({ name, required }) => check(name, required, await probes.service(name)));
  const checks = [
    check('gateway', true),
    check('bus', true, probes.bus() ? undefined : 'NATS does not answer.'),
    ...(await Promise.all(asked)),
  ];
  return { status: statusOf(checks.filter(({ state }) => state === 'down')), checks };
}

function check(name: string, required: boolean, why?: string): Check {
  return why === undefined ? { name, state: 'up', required } : { name, state: 'down', required, why };
}

function statusOf(down: readonly Check[]): Readiness['status'] {
  if (down.length === 0) return 'ready';
  return down.some(({ required }) => required) ? 'unready' : 'degraded';
}
