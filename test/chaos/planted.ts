import type { RuleName } from './checker/checker.ts';
import { type Run, type RunOptions, runChaos } from './run.ts';
import type { Fault } from './schedule.ts';

/** Faults that can be planted into the nodes, each in `planted/`, and the rules of which one at least must be violated. */
export const planted = {
  'outbox-cleared-before-publish': ['every event of a record is in the stream exactly once'],
  'inbox-off': ['no copy has two holders', 'no waitlist skips or repeats'],
  'compare-and-set-ignored': [
    'every record is what its events add up to',
    'every event of a record is in the stream exactly once',
  ],
  'refund-skipped': ['every charge belongs to a live reservation or is given back, once'],
  'acknowledged-before-commit': [
    'no copy has two holders',
    'no waitlist skips or repeats',
    'each view row equals what its events say',
    'nothing is in a passing state for ever',
  ],
  'view-without-version-gate': ['each view row equals what its events say'],
} as const satisfies Record<string, readonly RuleName[]>;

export type PlantedName = keyof typeof planted;
export const plantedNames = Object.keys(planted) as PlantedName[];

export function isPlanted(name: string): name is PlantedName {
  return Object.hasOwn(planted, name);
}

/** The module that plants the fault in the process that loads it. */
function moduleOf(name: PlantedName): string {
  return new URL(`planted/${name}.ts`, import.meta.url).href;
}

/**
 * What is done to a cluster so that each of the planted faults shows; to one without, it does no harm. Acknowledgements
 * are lost, so that events come again; replicas die with messages in hand, and wake with mailboxes that others have
 * taken over; and events are committed by processes that cannot publish them, and do not live to see it mended.
 */
const gauntlet: readonly Fault[] = [
  { at: 1_000, until: 2_500, kind: 'mute', target: 'mypage' },
  { at: 1_200, until: 2_700, kind: 'mute', target: 'book-1' },
  { at: 3_000, until: 4_800, kind: 'freeze', target: 'book-2' },
  { at: 4_840, until: 5_000, kind: 'kill', target: 'book-2' },
  { at: 5_500, until: 9_500, kind: 'freeze', target: 'book-1' },
  { at: 10_000, until: 11_600, kind: 'mute', target: 'rental-1' },
  { at: 10_000, until: 11_600, kind: 'mute', target: 'rental-2' },
  { at: 11_500, until: 11_700, kind: 'kill', target: 'rental-1' },
  { at: 11_500, until: 11_700, kind: 'kill', target: 'rental-2' },
];
const gauntletSeconds = 13;
/** Milliseconds to come to rest: what was not acknowledged comes again after 10 seconds. Most planted faults never let it. */
const restMs = 12_000;

type Watched = Pick<RunOptions, 'signal' | 'watch'>;

/** Runs the gauntlet with the fault planted, or without any. */
export function runGauntlet(name: PlantedName | undefined, options: Watched): Promise<Run> {
  const run = { ...options, seed: 1, seconds: gauntletSeconds, schedule: gauntlet };
  return runChaos(name === undefined ? run : { ...run, restMs, preload: [moduleOf(name)] });
}

/** Has the run found what was planted? */
export function isFound(name: PlantedName, { violations }: Run): boolean {
  const expected: readonly RuleName[] = planted[name];
  return violations.some(({ rule }) => expected.includes(rule));
}
