import type { Disturb } from '../laboratory.contract.ts';

/** A disturbance that comes while members are there. */
interface Step extends Disturb {
  /** Seconds after the first member has come. */
  readonly at: number;
}

/** Members, and what they live through. */
export interface Course {
  /** How many ask at once. */
  readonly members: number;
  readonly seconds: number;
  readonly steps: readonly Step[];
}

/** What the documents demonstrated, as far as it can be done to a system that runs. */
export const presets = {
  /** Payment takes 400 to 620 ms, then hangs, and is well again. */
  o1: {
    members: 100,
    seconds: 36,
    steps: [
      { at: 0, service: 'payment', way: 'slow', seconds: 16 },
      { at: 18, service: 'payment', way: 'hang', seconds: 8 },
    ],
  },
  /** Payment is stopped, and comes back. */
  o2: { members: 20, seconds: 24, steps: [{ at: 8, service: 'payment', way: 'stop', seconds: 8 }] },
} as const satisfies Record<string, Course>;
