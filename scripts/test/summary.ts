import type { Report } from './reporter.ts';
import type { Stage } from './stage.ts';

export interface Outcome {
  readonly stage: string;
  readonly seconds: number;
  readonly report: Report;
}

/**
 * Carries out all stages: those of a lane one after another, the lanes side by side. The first lane writes to the
 * terminal as it goes; of the others the output is shown when a stage has ended, and only when it failed.
 */
export async function runAll(lanes: readonly (readonly Stage[])[]): Promise<Outcome[]> {
  const outcomes = await Promise.all(lanes.map((stages, index) => runLane(stages, index === 0)));
  return outcomes.flat();
}

async function runLane(stages: readonly Stage[], isLive: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    const written: string[] = [];
    console.log(`\n▶ ${stage.name}: ${stage.shown}${isLive ? '' : ', beside it'}`);
    const started = performance.now();
    const print = isLive ? console.log : (text: string) => written.push(text);
    const report = await stage.run(print).catch((error: Error): Report => {
      console.error(error.message);
      return { passed: 0, failed: [stage.name], skipped: [] };
    });
    const outcome = { stage: stage.name, seconds: (performance.now() - started) / 1000, report };
    if (report.failed.length > 0) console.log(written.join(''));
    console.log(line(outcome));
    outcomes.push(outcome);
  }
  return outcomes;
}

/** A line for each stage, the titles of what failed or was skipped, and last of all `N passed, N failed`. */
export function summary(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((outcome) => [
    line(outcome),
    ...outcome.report.failed.map((title) => `    failed: ${title}`),
    ...outcome.report.skipped.map((title) => `    skipped: ${title}`),
  ]);
  const failing = outcomes.filter(({ report }) => report.failed.length > 0).map(({ stage }) => stage);
  const verdict = failing.length === 0 ? [] : [`Failed: ${failing.join(', ')}`];
  return ['', ...lines, '', ...verdict, counts(total(outcomes))].join('\n');
}

export function total(outcomes: readonly Outcome[]): Report {
  const reports = outcomes.map((outcome) => outcome.report);
  return {
    passed: reports.reduce((sum, { passed }) => sum + passed, 0),
    failed: reports.flatMap(({ failed }) => failed),
    skipped: reports.flatMap(({ skipped }) => skipped),
  };
}

function line({ stage, seconds, report }: Outcome): string {
  const mark = report.failed.length === 0 ? '✔' : '✖';
  return `${mark} ${stage.padEnd(16)}${seconds.toFixed(1).padStart(6)} s  ${counts(report)}`;
}

function counts({ passed, failed, skipped }: Report): string {
  const left = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
  return `${passed} passed, ${failed.length} failed${left}`;
}
