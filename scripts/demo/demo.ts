import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../test/support/eventually.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { type Findings, findingsOf, isGood, isResting, judge } from './verdict.ts';

/** One of the documents' demonstrations, on processes of this machine. */
export interface Demo {
  readonly title: string;
  /** What the documents showed, with their figures. */
  readonly shown: string;
  /** Settings of the system that it is shown on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the processes of one service alone. */
  readonly envOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  play(show: Show): Promise<void>;
}

/** What a demonstration is told and given. */
export interface Show {
  readonly stage: Stage;
  /** Seconds of its longest part; the others are in proportion. */
  readonly seconds: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
  tell(line: string): void;
  /** What has to be so, or the verdict is bad. */
  expect(what: string, isSo: boolean): void;
}

/** Seconds between two lines of progress. */
const tellEvery = 5;

/**
 * A part of a demonstration: members reserve for so many seconds, while something is done.
 * @returns what became of their requests
 */
export async function part(
  { stage, signal, tell }: Show,
  title: string,
  { atOnce, seconds }: { readonly atOnce: number; readonly seconds: number },
  meanwhile: () => Promise<void> = async () => {},
): Promise<Tally> {
  tell(`${title}: ${atOnce} members at once, ${seconds} s`);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1_000)]);
  const tally = stage.members.watch();
  const began = performance.now();
  const progress = setInterval(() => {
    const { accepted, refused, shed, error, unknown } = tally.counts;
    const now = Math.round((performance.now() - began) / 1_000);
    tell(`  ${now} s  ${accepted} accepted, ${refused} refused, ${shed} shed, ${error} errors, ${unknown} unknown`);
  }, tellEvery * 1_000);
  try {
    await Promise.all([stage.members.reserve(atOnce, ending), meanwhile()]);
  } finally {
    clearInterval(progress);
    stage.members.unwatch(tally);
  }
  const rate = tally.counts.accepted / ((performance.now() - began) / 1_000);
  tell(`  ${tally}, ${rate.toFixed(1)} accepted/s`);
  for (const said of tally.errors) tell(`  an error: ${said}`);
  return tally;
}

/** Plays a demonstration, and judges what is there afterwards. @returns whether all is as it must be */
export async function perform(demo: Demo, show: Omit<Show, 'expect'>): Promise<boolean> {
  const failed: string[] = [];
  const { stage, tell, signal } = show;
  tell(`In the documents: ${demo.shown}`);
  await demo.play({
    ...show,
    expect(what, isSo) {
      tell(`  ${isSo ? '✔' : '✖'} ${what}`);
      if (!isSo) failed.push(what);
    },
  });
  signal.throwIfAborted();
  tell('Waiting until nothing is under way any more, then reading all there is.');
  const findings = await restingFindings(stage);
  const verdict = judge(stage.members, findings);
  const { lost, doubled, unpaid, balanced, unknownDone } = verdict;
  const { accepted, unknown } = stage.members;
  tell(
    `${isGood(verdict) ? '✔' : '✖'} ${accepted.size} were told 201: lost ${lost.length}, doubled ${doubled.length}, ` +
      `unpaid ${unpaid.length}; the ledger is ${balanced ? '' : 'not '}balanced`,
  );
  if (unknown.length > 0)
    tell(`  of ${unknown.length} without an answer ${unknownDone} have their rental all the same`);
  for (const what of [...lost.map((id) => `lost: ${id}`), ...doubled, ...unpaid.map((id) => `unpaid: ${id}`)].slice(
    0,
    10,
  ))
    tell(`  ${what}`);
  for (const what of failed) tell(`✖ ${what}`);
  return isGood(verdict) && failed.length === 0;
}

async function restingFindings(stage: Stage): Promise<Findings> {
  let findings: Findings | undefined;
  await eventually(async () => {
    await sleep(500);
    findings = await findingsOf(stage).catch(() => undefined);
    return findings !== undefined && isResting(findings);
  }, 60_000);
  return findings as Findings;
}
