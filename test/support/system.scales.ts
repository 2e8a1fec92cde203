import { passes } from './system.api.ts';
import { audit } from './system.audit.ts';
import { Cluster } from './system.cluster.ts';
import { type Environment, OneProcess } from './system.processes.ts';
import { ClusterSystem, System } from './system.ts';

/** A breaker that tries again soon, so that tests need not wait for it. */
const env: Environment = { BREAKER_HALF_OPEN_MS: '1000' };

/** Systems of each kind, as many as are asked for. */
export const newSystem = {
  inOneProcess: (more: Environment = {}) => new System(new OneProcess({ ...env, ...more })),
  inFourServices: (more: Environment = {}) => new ClusterSystem(new Cluster({ ...env, ...more })),
};

/** Started when the first test needs them, and shared by all that leave them as they were. */
const shared = { one: newSystem.inOneProcess(), cluster: newSystem.inFourServices() };

/** Whatever the tests did, in the end it must add up. */
after(async function () {
  this.timeout(60_000);
  const systems = Object.values(shared);
  try {
    for (const system of systems) if (system.wasStarted) await passes(async () => void (await audit(system)));
  } finally {
    await Promise.all(systems.map((system) => system.stop()));
  }
});

/** Tells a scenario of the same system in both its scales. */
export function eachScale(tell: (system: System) => void): void {
  scale('in one process', shared.one, tell);
  acrossProcesses(tell);
}

/** Tells a scenario in which a service is stopped. */
export function acrossProcesses(tell: (system: ClusterSystem) => void): void {
  scale('in a process for each service', shared.cluster, tell);
}

function scale<Kind extends System>(name: string, system: Kind, tell: (system: Kind) => void): void {
  describe(name, function () {
    this.timeout(60_000);
    before(() => system.start());
    afterEach(() => system.restore());
    tell(system);
  });
}
