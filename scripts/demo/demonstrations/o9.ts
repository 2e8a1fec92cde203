import { setTimeout as sleep } from 'node:timers/promises';
import { type Demo, part } from '../demo.ts';
import { secondsOf } from '../processors.ts';
import type { Stage } from '../stage.ts';

/** Share of a processor, on average over the processes, from which on there is one more; and below which there is one less. */
const [high, low] = [0.15, 0.05];
const most = 3;
const period = 2_000;

export const o9: Demo = {
  title: 'Autoscaler: rental goes from 1 to 3 processes under load, and back',
  shown: 'starts to scale after about 30 s, 3 of 3 ready after about 100 s (CPU 15 to 50 %)',
  isReplicated: true,
  async play(show) {
    const { stage, seconds, tell, expect, expectFigure } = show;
    let reached = 1;
    /** What Kubernetes does with an HPA. The demonstration's own. */
    const scale = async (until: number, isOver: () => boolean) => {
      const began = performance.now();
      let before = usedBy(stage);
      while (performance.now() < until && !isOver()) {
        await sleep(period);
        const now = usedBy(stage);
        const names = stage.processes.names('rental');
        const share =
          names.reduce((sum, name) => sum + ((now.get(name) ?? 0) - (before.get(name) ?? now.get(name) ?? 0)), 0) /
          ((names.length * period) / 1_000);
        const at = `${Math.round((performance.now() - began) / 1_000)} s  CPU ${Math.round(100 * share)} %`;
        if (share > high && names.length < most) {
          await stage.processes.add(`rental-${names.length + 1}`);
          tell(`  ${at}: rental has ${stage.processes.names('rental').length} processes`);
        } else if (share < low && names.length > 1) {
          await stage.processes.remove(`rental-${names.length}`);
          tell(`  ${at}: rental has ${stage.processes.names('rental').length} processes`);
        }
        reached = Math.max(reached, stage.processes.names('rental').length);
        before = usedBy(stage);
      }
    };
    const load = await part(show, 'Load', { atOnce: 64, seconds, isMain: true }, () =>
      scale(performance.now() + seconds * 1_000, () => false),
    );
    expectFigure(`rental came to ${most} processes`, reached === most);
    expect('nobody gets an error', load.counts.error === 0);
    tell('The load is over');
    await scale(performance.now() + 30_000, () => stage.processes.names('rental').length === 1);
    expect('rental is back at 1 process', stage.processes.names('rental').length === 1);
  },
};

/** Seconds of processor that each process of rental has used. */
function usedBy(stage: Stage): Map<string, number> {
  return new Map(stage.processes.names('rental').map((name) => [name, secondsOf(stage.processes.pid(name))]));
}
