import { setTimeout as sleep } from 'node:timers/promises';
import type { Tally } from '../../mixins/trial/tally.ts';
import { faultsOf, type Verdict } from '../../mixins/trial/trial.ts';
import { eventually } from '../../test/support/eventually.ts';
import { Claims } from './claims.ts';
import type { Ground } from './ground.ts';
import { OtherPrograms } from './processors.ts';
import type { Setting, Stage } from './stage.ts';
import { type Figures, type Part, resultTable } from './table.ts';

/** One of the documents' demonstrations. */
export interface Demo<On extends Ground = Stage> extends Setting {
  readonly title: string;
  /** What the documents showed. */
  readonly shown: string;
  readonly figures?: Figures;
  /** Those that it starts besides the usual ones. */
  readonly services?: readonly string[];
  play(show: Show<On>): Promise<void>;
}

/** What a demonstration is told and given. */
export interface Show<On extends Ground = Stage> {
  readonly stage: On;
  /** Seconds of its longest part; the others are in proportion. */
  readonly seconds: number;
  /** The service of which a process is killed in the middle of the main part. */
  readonly kill?: string | undefined;
  readonly parts: Part[];
  tell(line: string): void;
  /** What a demonstration claims. The verdict is bad when it is not so, unless a process was killed from outside. */
  expect(what: string, isSo: boolean): void;
  /** What it claims of a figure, which does not count either on a machine that is busy with something else. */
  expectFigure(what: string, isSo: boolean): void;
}

interface Requests {
  readonly atOnce: number;
  readonly seconds: number;
  /** The part that the documents' figures are of, and in which `--kill` kills. */
  readonly isMain?: boolean;
}

/** Seconds between two lines of progress. */
const tellEvery = 5;
/** Percent of the processors that other programs may use before figures of speed mean nothing. */
const busy = 20;
/** Milliseconds in which everything that is under way comes to its end. */
const restTime = 45_000;

/**
 * A part of a demonstration: members reserve for so many seconds, while something is done.
 * @returns what became of their requests
 */
export async function part(
  { stage, kill, parts, tell }: Show<Ground>,
  title: string,
  { atOnce, seconds, isMain = false }: Requests,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Tally> {
  const tally = stage.members.watch();
  parts.push({ tally, isMain });
  tell(`${parts.length}. ${title}: ${atOnce} members at once, ${seconds} s`);
  const began = performance.now();
  const progress = setInterval(
    () => tell(`  ${Math.round((performance.now() - began) / 1_000)} s  ${tally}`),
    tellEvery * 1_000,
  );
  const strike = async () => {
    if (!isMain || kill === undefined) return;
    await sleep(seconds * 500);
    await stage.processes.strike(kill);
  };
  try {
    await Promise.all([
      stage.members.reserve(atOnce, seconds, () => tally.closeWindow(seconds)),
      meanwhile(),
      strike(),
    ]);
    await stage.processes.settled();
  } finally {
    clearInterval(progress);
    stage.members.unwatch(tally);
  }
  tell(`  ${tally}; p50 ${tally.time(0.5)} ms, p99 ${tally.time(0.99)} ms, ${tally.rate.toFixed(1)} accepted/s`);
  for (const [said, times] of tally.failures) tell(`  ${times} times: ${said}`);
  return tally;
}

/** Plays a demonstration, and judges what is there afterwards. @returns whether all is as it must be */
export async function perform<On extends Ground>(
  demo: Pick<Demo<On>, 'shown' | 'figures' | 'play'>,
  show: Omit<Show<On>, 'expect' | 'expectFigure' | 'parts'>,
): Promise<boolean> {
  const { stage, tell } = show;
  const { deaths, missing } = stage.processes;
  const parts: Part[] = [];
  const all = stage.members.watch();
  const others = new OtherPrograms();
  const claims = new Claims(tell);
  const wasKilled = () => deaths.length > 0;
  tell(`In the documents: ${demo.shown}`);
  await demo.play({
    ...show,
    parts,
    expect: (what, isSo) => claims.add(what, isSo, wasKilled()),
    expectFigure: (what, isSo) => claims.add(what, isSo, wasKilled() || others.share() > busy),
  });
  const disturbance = others.share();
  await stage.processes.settled();
  tell('Waiting until nothing is under way any more, then reading all there is.');
  const { verdict, atRest } = await verdictAtRest(stage);
  tell(`\n${resultTable(parts, all, verdict, demo.figures)}\n`);
  if (stage.members.unknown.length > 0)
    tell(
      `Of ${stage.members.unknown.length} without an answer, ${verdict.unknownDone} have their rental all the same.`,
    );
  if (deaths.length > 0) tell(`Ended without being asked to, and restarted: ${deaths.join(', ')}.`);
  tell(`Other programs used ${disturbance} % of the processors meanwhile.`);
  if (claims.excused > 0)
    tell(`Marked –, and not counted: what is not so because a process was killed, or others used over ${busy} %.`);
  const faults = [
    ...faultsOf(verdict),
    ...(all.counts.accepted > verdict.standing
      ? [`${all.counts.accepted} were accepted, ${verdict.standing} stand`]
      : []),
    ...(atRest ? [] : [`something is still under way after ${restTime / 1_000} s`]),
    ...missing.map((name) => `${name} did not come back`),
    ...claims.failed.map((what) => `not so: ${what}`),
  ];
  for (const fault of faults.slice(0, 20)) tell(`✖ ${fault}`);
  tell(faults.length === 0 ? '✔ Verdict: green' : `✖ Verdict: red, ${faults.length} faults`);
  return faults.length === 0;
}

async function verdictAtRest(stage: Ground): Promise<{ readonly verdict: Verdict; readonly atRest: boolean }> {
  let verdict: Verdict | undefined;
  const atRest = await eventually(async () => {
    await sleep(500);
    const judged = await stage.judge().catch(() => undefined);
    verdict = judged?.verdict ?? verdict;
    return judged?.isResting === true;
  }, restTime).then(
    () => true,
    () => false,
  );
  return { verdict: verdict ?? (await stage.judge()).verdict, atRest };
}
