import type { Evidence, Plan, Proof } from '../../mixins/proof.ts';
import { check, type Violation } from './checker/checker.ts';
import { nothingIsUnderWay } from './checker/messages.ts';
import { type Run, type RunOptions, runChaos } from './run.ts';
import type { Fault } from './schedule.ts';
import { isSettled } from './settle.ts';

const moduleOf = (name: string) => new URL(`planted/${name}.ts`, import.meta.url);

/** Faults that can be planted in what all systems stand on, each in `planted/`, and shown with the library. */
const general: Readonly<Record<string, Plan>> = {
  /** Events are committed by processes that cannot publish them, and do not live to see it mended. */
  'outbox-cleared-before-publish': {
    module: moduleOf('outbox-cleared-before-publish'),
    faults: [
      { at: 500, until: 2_500, kind: 'mute', target: 'rental-1' },
      { at: 500, until: 2_500, kind: 'mute', target: 'rental-2' },
      { at: 2_400, until: 2_500, kind: 'kill', target: 'rental-1' },
      { at: 2_400, until: 2_500, kind: 'kill', target: 'rental-2' },
    ],
    rules: ['every event of a record is in the stream exactly once'],
  },
  /** Owners wake with commands for records that others have changed since, when their callers had given them up. */
  'compare-and-set-ignored': {
    module: moduleOf('compare-and-set-ignored'),
    faults: [
      { at: 500, until: 7_500, kind: 'freeze', target: 'rental-1' },
      { at: 500, until: 7_500, kind: 'freeze', target: 'book-1' },
    ],
    rules: ['every record is what its events add up to', 'every event of a record is in the stream exactly once'],
  },
  'refund-skipped': {
    module: moduleOf('refund-skipped'),
    faults: [],
    rules: ['every charge belongs to what lives or is given back, once'],
  },
  /**
   * Copies are held by then; events pile up, are taken while nothing can be committed, and who has them in hand does not
   * live to do it.
   */
  'acknowledged-before-commit': {
    module: moduleOf('acknowledged-before-commit'),
    faults: [
      { at: 3_000, until: 5_000, kind: 'freeze', target: 'book-1' },
      { at: 3_000, until: 5_000, kind: 'freeze', target: 'book-2' },
      { at: 4_900, until: 6_500, kind: 'kill', target: 'postgres' },
      { at: 6_000, until: 6_500, kind: 'kill', target: 'book-1' },
      { at: 6_000, until: 6_500, kind: 'kill', target: 'book-2' },
    ],
    rules: ['no copy has two holders', 'no waitlist skips or repeats'],
  },
  /** Acknowledgements are lost, and events come again when newer ones have been shown. */
  'view-without-version-gate': {
    module: moduleOf('view-without-version-gate'),
    faults: [{ at: 500, until: 2_500, kind: 'mute', target: 'mypage' }],
    rules: ['each view row equals what its events say'],
  },
};

/** All faults that can be planted, by name. */
export function plansOf(proofs: readonly Proof[]): Readonly<Record<string, Plan>> {
  return Object.assign({}, general, ...proofs.map(({ planted }) => planted));
}

/** Milliseconds that the system is used when all is undone. */
const afterwards = 1_500;
/** Milliseconds to come to rest, which some planted faults never let it. What was not acknowledged comes again after 5 seconds. */
const restMs = 15_000;

type Drawn = Pick<RunOptions, 'proofs' | 'eventTypes' | 'seed' | 'signal' | 'watch'>;

/** Runs with the fault planted, until it is found or there is nothing more to come. */
export function runPlanted({ module, faults, rules }: Plan, options: Drawn): Promise<Run> {
  const { proofs } = options;
  const isFoundIn = (evidence: Evidence) =>
    nothingIsUnderWay(evidence).length === 0 && isFound({ rules }, check(proofs, evidence));
  return runChaos({
    ...options,
    seconds: lengthOf(faults) / 1_000,
    schedule: faults as readonly Fault[],
    preload: [module.href],
    restMs,
    isOver: (evidence) => isSettled(proofs, evidence) || isFoundIn(evidence),
  });
}

/** Runs through what is done for all of them, one after another, with nothing planted. */
export function runUnplanted(options: Drawn): Promise<Run> {
  let length = 0;
  const schedule = Object.values(plansOf(options.proofs)).flatMap(({ faults }) => {
    const began = length;
    length += lengthOf(faults);
    return faults.map((fault) => ({ ...fault, at: fault.at + began, until: fault.until + began }) as Fault);
  });
  return runChaos({ ...options, seconds: length / 1_000, schedule });
}

function lengthOf(faults: Plan['faults']): number {
  return Math.max(0, ...faults.map(({ until }) => until)) + afterwards;
}

/** Was found what was planted? */
export function isFound({ rules }: Pick<Plan, 'rules'>, violations: readonly Violation[]): boolean {
  return violations.some(({ rule }) => rules.includes(rule));
}
