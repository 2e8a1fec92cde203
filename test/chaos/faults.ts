import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Injected, Journal } from './journal.ts';
import type { Behaviour } from './provider/provider.ts';
import type { Fault, Trouble } from './schedule.ts';

const healthy: Behaviour = { delayMs: 0, fails: false };
const behaviours: Readonly<Record<Trouble, Behaviour>> = {
  slow: { delayMs: 600, fails: false },
  failing: { delayMs: 0, fails: true },
  /** Longer than a reservation waits for its payment (1,500 ms). */
  late: { delayMs: 2_500, fails: false },
};

/** Milliseconds that a fault waits for its turn at most. */
const tooLate = 5_000;

/** Carries out each fault at its time and undoes it. Resolves when all are undone, or at once when `signal` says so. */
export async function carryOut(
  faults: readonly Fault[],
  cluster: Cluster,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> {
  const until = async (time: number) => void (await sleep(Math.max(0, time - journal.now), undefined, { signal }));
  await Promise.all(
    faults.map(async (fault) => {
      await until(fault.at);
      if (fault.alone && !(await othersRun(fault, cluster))) return;
      const injected: Injected = { fault, from: journal.now };
      journal.injected.push(injected);
      const undo = await inject(fault, cluster);
      await until(injected.from + fault.until - fault.at);
      await undo();
      injected.to = journal.now;
    }),
  );
}

/** Waits for the other replicas of what the fault is done to. @returns whether they run, or cannot */
async function othersRun(fault: Fault, cluster: Cluster): Promise<boolean> {
  if (!('target' in fault)) return true;
  return eventually(() => cluster.network.isCut || cluster.othersRun(fault.target), tooLate).then(
    () => true,
    () => false,
  );
}

/** @returns what undoes it */
async function inject(fault: Fault, cluster: Cluster): Promise<() => void | Promise<void>> {
  switch (fault.kind) {
    case 'kill':
      await cluster.process(fault.target).kill();
      return () => cluster.process(fault.target).start();
    case 'freeze':
      cluster.node(fault.target).freeze();
      return () => cluster.node(fault.target).thaw();
    case 'mute':
      cluster.network.mute(fault.target);
      return () => cluster.network.unmute(fault.target);
    case 'cut':
      cluster.network.cut(fault.silently);
      return () => cluster.network.mend();
    case 'payment':
      cluster.provider.behaviour = behaviours[fault.trouble];
      return () => {
        cluster.provider.behaviour = healthy;
      };
  }
}
