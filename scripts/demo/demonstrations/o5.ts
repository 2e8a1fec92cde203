import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../test/support/port.ts';
import { type Demo, part } from '../demo.ts';

/** As the documents' probe: so often in a row without an answer, and it is restarted. */
const threshold = 3;
const period = 1_000;

export const o5: Demo = {
  title: 'Liveness: a process that hangs is restarted',
  shown: 'restarted',
  async play(show) {
    const { stage, seconds, tell, expect, expectFigure } = show;
    const port = await freePort();
    await stage.processes.remove('book-1');
    await stage.processes.add('book-1', { HEALTH_PORT: String(port) });
    let restarts = 0;
    /** What watches over the process, as Kubernetes does. The demonstration's own. */
    const watch = async (until: number) => {
      for (let failures = 0; performance.now() < until; await sleep(period)) {
        const isAlive = await fetch(`http://127.0.0.1:${port}/health/live`, {
          signal: AbortSignal.timeout(period),
        }).then(
          ({ ok }) => ok,
          () => false,
        );
        failures = isAlive ? 0 : failures + 1;
        if (failures > 0) tell(`  book-1 does not answer, ${failures} of ${threshold}`);
        if (failures < threshold) continue;
        await stage.processes.remove('book-1', 'SIGKILL');
        await stage.processes.add('book-1', { HEALTH_PORT: String(port) });
        restarts += 1;
        failures = 0;
        tell('  book-1 is restarted');
      }
    };
    const tally = await part(show, 'The process of book is frozen', { atOnce: 20, seconds, isMain: true }, async () => {
      const until = performance.now() + seconds * 1_000;
      await sleep(1_000);
      stage.processes.freeze('book-1');
      await watch(until);
    });
    expect('it was restarted once', restarts === 1);
    expectFigure('reservations went on: book is not needed for them', tally.share('accepted') === 100);
  },
};
