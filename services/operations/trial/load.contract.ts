import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineAnswer } from '../../../mixins/contract/answers.ts';
import type { FieldsOf } from '../../../mixins/contract/typed.ts';
import {
  countRule,
  listRule,
  objectRule,
  optional,
  textRule,
  timeRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import type { Refusal } from '../../../mixins/kernel/decider.ts';

/** Load in the outage laboratory: members who reserve while something is disturbed, and a verdict on what is there then. */

/** Members who ask at once, at most; seconds, at most; faults that are named, at most. */
export const [mostMembers, mostSeconds, mostFaults] = [200, 120, 20];

const outcomes = {
  accepted: { ...countRule, description: '201.' },
  refused: { ...countRule, description: '402, 404, 409 or 422.' },
  shed: { ...countRule, description: '503 or 429: turned away, nothing was done.' },
  error: { ...countRule, description: 'All else, or nobody took the connection.' },
  unknown: { ...countRule, description: 'No answer.' },
} as const;

/** The load as it is now, and the verdict when it is over. */
export const loadRules = {
  phase: wordRule('running', 'settling', 'over'),
  members: { ...countRule, description: 'How many ask at once.' },
  since: timeRule,
  until: timeRule,
  counts: objectRule(outcomes),
  seconds: listRule(10, objectRule({ at: timeRule, ...outcomes }), 'The newest seconds, the newest last.'),
  median: { ...countRule, description: 'Milliseconds that half of the answers took at most.' },
  verdict: optional(
    objectRule({
      lost: countRule,
      doubled: countRule,
      unpaid: countRule,
      balanced: { type: 'boolean' } as const,
      faults: listRule(mostFaults, textRule(500), 'What is wrong, in words.'),
    }),
  ),
} as const;

export type LoadView = FieldsOf<typeof loadRules>;

const example: LoadView = {
  phase: 'over',
  members: 20,
  since: '2026-02-01T09:00:00.000Z',
  until: '2026-02-01T09:00:20.000Z',
  counts: { accepted: 812, refused: 0, shed: 38, error: 0, unknown: 0 },
  seconds: [{ at: '2026-02-01T09:00:19.000Z', accepted: 41, refused: 0, shed: 2, error: 0, unknown: 0 }],
  median: 12,
  verdict: { lost: 0, doubled: 0, unpaid: 0, balanced: true, faults: [] },
};

export const load = defineAnswer('Load', loadRules, example);

export interface BeginLoad {
  readonly preset?: 'o1' | 'o2';
  readonly members?: number;
  readonly seconds?: number;
}

export const loadUnderWay: Refusal = {
  refused: 'load-under-way',
  kind: 'conflict',
  detail: 'Members reserve already. Wait for the verdict.',
};

export const notLoadable: Refusal = {
  refused: 'not-loadable',
  kind: 'invalid',
  detail: 'Members are let in only where everybody is (AUTH=open), and where a system with a trial and a gateway run.',
};

export const loadParams = {
  preset: optional(wordRule('o1', 'o2')),
  members: { type: 'number', integer: true, min: 1, max: mostMembers, optional: true },
  seconds: { type: 'number', integer: true, min: 1, max: mostSeconds, optional: true },
  $$strict: true,
} as const satisfies ActionContract['params'];
