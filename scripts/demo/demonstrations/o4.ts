import { type Demo, part } from '../demo.ts';

export const o4: Demo = {
  title: 'Rolling deploy under load: every process is replaced, one by one',
  shown: '90.29 % without readiness, 100 % with it',
  figures: { availability: '100 %' },
  isReplicated: true,
  async play(show) {
    const { stage, seconds, tell, expect, expectFigure } = show;
    const names = stage.processes.names();
    const without = await part(
      show,
      'Without readiness: stop the old one, then start the new one',
      { atOnce: 64, seconds: Math.ceil(seconds / 3) },
      async () => {
        await stage.processes.remove('rental-1');
        await stage.processes.add('rental-1');
      },
    );
    expect('nobody gets an error', without.counts.error === 0);
    let isReplaced = false;
    const replaced = async () => {
      for (const name of names) {
        const next = name.replace(/\d+$/, '2');
        tell(`  ${next} starts, then ${name} goes`);
        await stage.processes.add(next);
        await stage.processes.remove(name);
      }
      isReplaced = true;
    };
    const withIt = await part(
      show,
      'With readiness: start the new one, and stop the old one once it serves',
      { atOnce: 64, seconds, isMain: true },
      replaced,
    );
    expectFigure('all processes were replaced meanwhile', isReplaced);
    expect('nobody gets an error', withIt.counts.error === 0);
    expectFigure(`all are accepted: ${withIt.share('accepted').toFixed(2)} %`, withIt.share('accepted') === 100);
  },
};
