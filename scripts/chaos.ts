import process from 'node:process';
import { readSystems } from '../config/env.ts';
import type { Plan } from '../mixins/proof.ts';
import { Layout } from '../test/chaos/cluster/layout.ts';
import { isFound, plansOf, runPlanted, runUnplanted } from '../test/chaos/planted.ts';
import { Progress } from '../test/chaos/progress.ts';
import { reportOf } from '../test/chaos/report.ts';
import { type Run, type RunOptions, runChaos } from '../test/chaos/run.ts';
import { drawSchedule } from '../test/chaos/schedule.ts';
import { provedBy } from '../test/chaos/systems.ts';
import { removeDir } from '../test/support/tempdir.ts';
import { readLine, UsageError, wholeNumber } from './usage.ts';

const proved = await provedBy(await readSystems());
const plans = plansOf(proved.proofs);
const planNames = Object.keys(plans);

const usage = `Usage: npm run chaos -- [--seed N] [--seconds N] [--plant FAULT | --planted]
Starts a cluster of all systems on this machine and uses it, while processes are killed and frozen, payment fails and NATS is cut
off. Then checks that nothing was lost or doubled. Needs nats-server and PostgreSQL, as npm test does.
  --seed N       draws the faults; the same seed, the same faults (1)
  --seconds N    how long it goes on (60)
  --plant FAULT  plants a fault in the system, does what brings it to light, and must find it; FAULT is one of
                 ${planNames.join(',\n                 ')}
  --planted      plants each of them in turn, and fails if one is not found
Ctrl-C ends it and cleans up. Exit code 1: a promise was broken; the seed and the place of the logs are printed.`;

const options = {
  seed: { type: 'string', default: '1' },
  seconds: { type: 'string', default: '60' },
  plant: { type: 'string' },
  planted: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function read() {
  const { seed, seconds, plant, ...flags } = readLine({ options }).values;
  if (plant !== undefined && !Object.hasOwn(plans, plant)) throw new UsageError(`There is no fault ${plant} to plant.`);
  const whole = (name: string, text: string, least: number) => wholeNumber(name, text, least, 1_000_000);
  return { ...flags, plan: plans[plant ?? ''], seed: whole('seed', seed, 0), seconds: whole('seconds', seconds, 10) };
}

/** Runs with a line that tells how far it is. */
async function watched(
  run: (watch: Pick<RunOptions, 'proofs' | 'eventTypes' | 'signal' | 'watch'>) => Promise<Run>,
): Promise<Run> {
  const progress = new Progress();
  try {
    return await run({ ...proved, signal: stopping.signal, watch: (...now) => progress.enter(...now) });
  } finally {
    progress.stop();
  }
}

async function runOnce(seed: number, seconds: number, plan: Plan | undefined): Promise<boolean> {
  const run = await watched((watch) =>
    plan
      ? runPlanted(plan, { ...watch, seed })
      : runChaos({
          ...watch,
          seed,
          seconds,
          schedule: drawSchedule({ seed, seconds, layout: new Layout(proved.proofs) }),
        }),
  );
  console.log(reportOf(run));
  return run.violations.length === 0;
}

/** First without a fault: what is found then was not planted. */
async function runAllPlanted(seed: number): Promise<boolean> {
  let bites = true;
  for (const [name, plan] of [[undefined, undefined], ...Object.entries(plans)] as const) {
    const { violations, folder } = await watched((watch) =>
      plan ? runPlanted(plan, { ...watch, seed }) : runUnplanted({ ...watch, seed }),
    );
    const isRight = plan ? isFound(plan, violations) : violations.length === 0;
    const what = `${name ?? 'nothing planted'}: ${violations.length} violations`;
    console.log(`${isRight ? 'ok  ' : 'FAIL'} ${what}${isRight ? '' : `; logs in ${folder}`}`);
    if (isRight) removeDir(folder);
    bites &&= isRight;
  }
  return bites;
}

const stopping = new AbortController();
process.on('SIGINT', () => stopping.abort()).on('SIGTERM', () => stopping.abort());
try {
  const { help, planted, plan, seed, seconds } = read();
  if (help) console.log(usage);
  else if (!(await (planted ? runAllPlanted(seed) : runOnce(seed, seconds, plan)))) process.exitCode = 1;
} catch (error) {
  const { message } = error as Error;
  if (error instanceof UsageError) console.error(`${message}\n\n${usage}`);
  else if (stopping.signal.aborted) console.error('Ended before it was over.');
  else console.error(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// What was begun and is no longer wanted may still wait for something.
process.exit();
