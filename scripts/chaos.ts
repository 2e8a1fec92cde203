import process from 'node:process';
import { parseArgs } from 'node:util';
import { Progress } from '../test/chaos/progress.ts';
import { reportOf } from '../test/chaos/report.ts';
import { runChaos } from '../test/chaos/run.ts';
import { drawSchedule } from '../test/chaos/schedule.ts';

const usage = `Usage: npm run chaos -- [--seed N] [--seconds N]
Starts a cluster on this machine and uses it, while processes are killed and frozen, payment fails and NATS is cut
off. Then checks that nothing was lost or doubled. Needs nats-server and PostgreSQL, as npm test does.
  --seed N      draws the faults; the same seed, the same faults (1)
  --seconds N   how long it goes on (60)
Ctrl-C ends it and cleans up. Exit code 1: a promise was broken; the seed and the place of the logs are printed.`;

const options = { seed: { type: 'string' }, seconds: { type: 'string' }, help: { type: 'boolean' } } as const;

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} is "${text}", but must be a whole number from ${least}.`);
  return value;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed = whole('seed', values.seed ?? '1', 0);
  const seconds = whole('seconds', values.seconds ?? '60', 10);
  const stopping = new AbortController();
  process.on('SIGINT', () => stopping.abort()).on('SIGTERM', () => stopping.abort());
  const progress = new Progress(seconds);
  try {
    const run = await runChaos({
      seed,
      seconds,
      schedule: drawSchedule({ seed, seconds }),
      signal: stopping.signal,
      watch: (phase, journal) => progress.enter(phase, journal),
    });
    progress.stop();
    console.log(reportOf(run));
    return run.violations.length > 0 ? 1 : 0;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    console.log('Ended before it was over.');
    return 130;
  } finally {
    progress.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}
