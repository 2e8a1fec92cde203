import { callsTo } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { defineAnswer } from '../../mixins/contract/answers.ts';
import { pageRules } from '../../mixins/contract/list.rules.ts';
import { form, getRules, idRule } from '../../mixins/contract/rules.ts';
import { answering, count, named, nextField, pageFields } from '../../mixins/contract/schema.ts';
import { countRule, instantRule } from '../../mixins/contract/values.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';
import { deadLetter, deadLetterExample, repaired, whole } from './operations.answers.contract.ts';
import type { DeadLetterPage, NodeView } from './operations.contract.ts';
import { system } from './system.report.ts';

/** The actions of operations, for administrators: what they take, answer, and are refused with. */

const consumer = { ...idRule, optional: true } as const;
const type = {
  type: 'string',
  max: 200,
  ...form(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'a type of events, such as library.rental.reserved'),
  optional: true,
} as const;
const time = { ...instantRule, optional: true } as const;

const filter = { consumer, type, after: time, before: time } as const;
const all = { type: 'equal', value: true, strict: true, optional: true } as const;

const page = named<DeadLetterPage>(
  'DeadLetterPage',
  {
    required: {
      ...pageFields(deadLetter),
      consumers: {
        type: 'object',
        description: 'How many there are for each consumer.',
        maxProperties: 1_000,
        additionalProperties: count,
      },
    },
    optional: nextField,
  },
  { rows: [deadLetterExample], total: 1, page: 1, pageSize: 20, totalPages: 1, consumers: { mypage: 1 } },
);

const unknown: Refusal = {
  refused: 'dead-letter-not-found',
  kind: 'not-found',
  detail: 'There is no such dead letter.',
};

const withoutConsumer: Refusal = {
  refused: 'dead-letter-without-consumer',
  kind: 'conflict',
  detail: 'Its consumer does not run, so nobody would try it.',
};

/** One by its id, or those that fit; all of them only if that is said. */
const select = { id: { ...idRule, optional: true }, ...filter, all, $$strict: true } as const;
const oneOf = [['id'], ['all'], Object.keys(filter)];

/** What the processes of operations ask of one another. */
export const operationsCalls = {
  'operations.node': {
    about: 'What a node tells of itself.',
    params: { $$strict: true },
    answer: answering<NodeView>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callOperations } = callsTo(operationsCalls);

export const operationsActions = {
  'operations.system': {
    about: 'The nodes, the circuit breakers, and how far each consumer is behind.',
    params: { $$strict: true },
    answer: system,
    refusals: [],
  },
  'operations.deadLetters.list': {
    about: 'Events that consumers have given up, newest first, without their messages.',
    params: { ...filter, ...pageRules, $$strict: true },
    answer: page,
    refusals: [],
  },
  'operations.deadLetters.get': {
    about: 'One of them, with its message.',
    params: getRules,
    answer: whole,
    refusals: [unknown],
  },
  'operations.deadLetters.retry': {
    about: 'Hands dead letters to their consumers again; it answers before the outcome is known.',
    params: select,
    oneOf,
    example: { consumer: 'mypage' },
    answer: defineAnswer('Retried', { retried: countRule }, { retried: 1 }),
    refusals: [unknown, withoutConsumer],
  },
  'operations.deadLetters.discard': {
    about: 'Drops dead letters for good; the log keeps a line for each.',
    params: select,
    oneOf,
    example: { consumer: 'mypage' },
    answer: defineAnswer('Discarded', { discarded: countRule }, { discarded: 1 }),
    refusals: [unknown],
  },
  'operations.repair': {
    about: 'Lets all records tell their state again, where events were lost; with `next` of the answer it goes on.',
    params: {
      service: { ...idRule, optional: true },
      after: { type: 'string', max: 300, optional: true },
      run: { ...idRule, optional: true },
      $$strict: true,
    },
    example: {},
    answer: repaired,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;
