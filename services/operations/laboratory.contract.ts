import type { ActionContract } from '../../mixins/contract/action.ts';
import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { idRule } from '../../mixins/contract/rules.ts';
import { listRule, objectRule, optional, textRule, timeRule, wordRule } from '../../mixins/contract/values.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';
import { load, loadParams, loadRules, loadUnderWay, notLoadable } from './trial/load.contract.ts';

/** The outage laboratory: what administrators disturb on purpose, for a bounded time, where things are tried out. */

export const ways = ['stop', 'slow', 'fail', 'hang', 'cut'] as const;

/** Seconds that a disturbance lasts at most. */
export const longest = 120;

const way = wordRule(...ways);

const laboratory = defineAnswer(
  'Laboratory',
  {
    isOpen: { type: 'boolean', description: 'It may be used: SANDBOX is on.' },
    services: listRule(1_000, textRule(200), 'Those that can be disturbed.'),
    disturbances: listRule(1_000, objectRule({ service: textRule(200), way, since: timeRule, until: timeRule })),
    load: optional(objectRule(loadRules)),
  },
  {
    isOpen: true,
    services: ['book', 'payment'],
    disturbances: [
      { service: 'payment', way: 'stop', since: '2026-02-01T09:00:00.000Z', until: '2026-02-01T09:00:20.000Z' },
    ],
  },
);

export type LaboratoryView = Answered<typeof laboratory>;

export interface Disturb {
  readonly service: string;
  readonly way: (typeof ways)[number];
  readonly seconds: number;
}

/** Told to every node. */
export const calmed = 'operations.laboratory.calmed';

export const closed: Refusal = {
  refused: 'laboratory-closed',
  kind: 'forbidden',
  detail: 'The outage laboratory is open only where SANDBOX is on.',
};

export const notDisturbable: Refusal = {
  refused: 'not-disturbable',
  kind: 'invalid',
  detail:
    'Services that run can be stopped; only payment can be slow, fail or hang, and only nats, where there is one, be cut.',
};

export const disturbedAlready: Refusal = {
  refused: 'disturbed-already',
  kind: 'conflict',
  detail: 'This service is disturbed already. Wait for its end, or calm everything first.',
};

export const laboratoryActions = {
  'operations.laboratory': {
    about: 'What is disturbed on purpose, since when and until when, and what can be.',
    params: { $$strict: true },
    answer: laboratory,
    refusals: [],
  },
  'operations.disturb': {
    about: 'Disturbs a service on every node that has it, or cuts all nodes off NATS. It ends by itself, on each node.',
    params: {
      service: idRule,
      way,
      seconds: { type: 'number', integer: true, min: 1, max: longest },
      $$strict: true,
    },
    example: { service: 'payment', way: 'stop', seconds: 20 },
    answer: laboratory,
    refusals: [closed, notDisturbable, disturbedAlready],
  },
  'operations.load': {
    about:
      'Lets members reserve, so many at once for so long, and judges what is there then. A preset disturbs payment meanwhile.',
    params: loadParams,
    example: { members: 20, seconds: 20 },
    answer: load,
    refusals: [closed, loadUnderWay, notLoadable],
  },
  'operations.calm': {
    about: 'Ends every disturbance and the load now. Nodes that are cut off hear of it when their time is over.',
    params: { $$strict: true },
    answer: laboratory,
    refusals: [closed],
  },
} as const satisfies Record<string, ActionContract>;
