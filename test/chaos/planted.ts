import { check, type RuleName, type Violation } from './checker/checker.ts';
import { nothingIsUnderWay } from './checker/messages.ts';
import type { Evidence } from './evidence/evidence.ts';
import { isQuiet } from './quiet.ts';
import { type Run, type RunOptions, runChaos } from './run.ts';
import type { Fault } from './schedule.ts';

/** How a planted fault is brought to light. */
interface Plan {
  /** What is done to the cluster so that it must show. To one without it this does no harm. */
  readonly faults: readonly Fault[];
  /** The rules of which one at least is violated then. */
  readonly rules: readonly RuleName[];
}

/** Faults that can be planted into the nodes, each in `planted/`. */
export const planted = {
  /** Events are committed by processes that cannot publish them, and do not live to see it mended. */
  'outbox-cleared-before-publish': {
    faults: [
      { at: 500, until: 2_500, kind: 'mute', target: 'rental-1' },
      { at: 500, until: 2_500, kind: 'mute', target: 'rental-2' },
      { at: 2_400, until: 2_500, kind: 'kill', target: 'rental-1' },
      { at: 2_400, until: 2_500, kind: 'kill', target: 'rental-2' },
    ],
    rules: ['every event of a record is in the stream exactly once'],
  },
  /** Acknowledgements are lost, so that events come again. */
  'inbox-off': {
    faults: [
      { at: 500, until: 2_500, kind: 'mute', target: 'book-1' },
      { at: 500, until: 2_500, kind: 'mute', target: 'book-2' },
    ],
    rules: ['no copy has two holders', 'no waitlist skips or repeats'],
  },
  /** Owners wake with commands for records that others have changed since, when their callers had given them up. */
  'compare-and-set-ignored': {
    faults: [
      { at: 500, until: 7_500, kind: 'freeze', target: 'rental-1' },
      { at: 500, until: 7_500, kind: 'freeze', target: 'book-1' },
    ],
    rules: ['every record is what its events add up to', 'every event of a record is in the stream exactly once'],
  },
  'refund-skipped': {
    faults: [],
    rules: ['every charge belongs to a live reservation or is given back, once'],
  },
  /** Events pile up; they are taken while nothing can be committed, and who has them in hand does not live to do it. */
  'acknowledged-before-commit': {
    faults: [
      { at: 500, until: 2_500, kind: 'freeze', target: 'book-1' },
      { at: 500, until: 2_500, kind: 'freeze', target: 'book-2' },
      { at: 2_400, until: 4_000, kind: 'kill', target: 'postgres' },
      { at: 3_500, until: 4_000, kind: 'kill', target: 'book-1' },
      { at: 3_500, until: 4_000, kind: 'kill', target: 'book-2' },
    ],
    rules: ['no copy has two holders', 'no waitlist skips or repeats'],
  },
  /** Acknowledgements are lost, and events come again when newer ones have been shown. */
  'view-without-version-gate': {
    faults: [{ at: 500, until: 2_500, kind: 'mute', target: 'mypage' }],
    rules: ['each view row equals what its events say'],
  },
  /** Members check out as soon as they have reserved. */
  'check-out-without-asking': {
    faults: [{ at: 500, until: 2_500, kind: 'freeze', target: 'book-1' }],
    rules: ['no copy is taken from the one it is held for'],
  },
  'second-reservation-taken': {
    faults: [{ at: 500, until: 2_500, kind: 'freeze', target: 'rental-1' }],
    rules: ['a member has one live reservation of a title'],
  },
} as const satisfies Record<string, Plan>;

export type PlantedName = keyof typeof planted;
export const plantedNames = Object.keys(planted) as PlantedName[];

export function isPlanted(name: string): name is PlantedName {
  return Object.hasOwn(planted, name);
}

/** Milliseconds that the system is used when all is undone. */
const afterwards = 1_500;
/** Milliseconds to come to rest, which some planted faults never let it. What was not acknowledged comes again after 5 seconds. */
const restMs = 15_000;

type Drawn = Pick<RunOptions, 'seed' | 'signal' | 'watch'>;

/** Runs with the fault planted, until it is found or there is nothing more to come. */
export function runPlanted(name: PlantedName, options: Drawn): Promise<Run> {
  const { faults } = planted[name];
  const isFoundIn = (evidence: Evidence) => nothingIsUnderWay(evidence).length === 0 && isFound(name, check(evidence));
  return runChaos({
    ...options,
    seconds: lengthOf(faults) / 1_000,
    schedule: faults,
    preload: [new URL(`planted/${name}.ts`, import.meta.url).href],
    restMs,
    isOver: (evidence) => isQuiet(evidence) || isFoundIn(evidence),
  });
}

/** Runs through what is done for all of them, one after another, with nothing planted. */
export function runUnplanted(options: Drawn): Promise<Run> {
  let length = 0;
  const schedule = plantedNames.flatMap((name) => {
    const { faults } = planted[name];
    const began = length;
    length += lengthOf(faults);
    return faults.map((fault) => ({ ...fault, at: fault.at + began, until: fault.until + began }));
  });
  return runChaos({ ...options, seconds: length / 1_000, schedule });
}

function lengthOf(faults: readonly Fault[]): number {
  return Math.max(0, ...faults.map(({ until }) => until)) + afterwards;
}

/** Was found what was planted? */
export function isFound(name: PlantedName, violations: readonly Violation[]): boolean {
  const expected: readonly RuleName[] = planted[name].rules;
  return violations.some(({ rule }) => expected.includes(rule));
}
