import type { Words } from '../../mixins/system.ts';
import type { Readiness } from './health.ts';
import type { OfferedSystem } from './offer.ts';

/** The systems that a gateway serves, so that clients can find out what there is. */
export interface SystemsReport {
  readonly systems: readonly SystemReport[];
}

export interface SystemReport {
  readonly name: string;
  readonly title: Words;
  /** What it is, in a sentence. */
  readonly about: Words;
  /** Where its paths begin; empty where they stand at the root. */
  readonly mount: string;
  /** `degraded`: some of what it shows is missing or old. `unready`: nothing works without what is down. */
  readonly status: Readiness['status'];
}

/** How each system is, by what readiness found. Without the gateway or the bus none works. */
export function reportOf(systems: readonly OfferedSystem[], { checks }: Pick<Readiness, 'checks'>): SystemsReport {
  const down = new Set(checks.filter(({ state }) => state === 'down').map(({ name }) => name));
  const isOut = down.has('gateway') || down.has('bus');
  const statusOf = (services: OfferedSystem['services']): Readiness['status'] => {
    const missing = services.filter(({ name }) => down.has(name));
    if (isOut || missing.some(({ required }) => required)) return 'unready';
    return missing.length > 0 ? 'degraded' : 'ready';
  };
  return { systems: systems.map(({ services, ...system }) => ({ ...system, status: statusOf(services) })) };
}
