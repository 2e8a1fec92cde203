import { callsTo } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { form, getRules, idRule, pageRules, schemaOf } from '../../mixins/contract/rules.ts';
import {
  answering,
  count,
  instant,
  named,
  nextField,
  objectOf,
  pageFields,
  text,
} from '../../mixins/contract/schema.ts';
import { instantRule } from '../../mixins/contract/values.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';
import type { DeadLetter } from '../../mixins/outbox/dead-letter.ts';
import type {
  DeadLetterPage,
  DeadLetterView,
  NodeView,
  Repaired,
  RepairStart,
  WholeDeadLetterView,
} from './operations.contract.ts';
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

const facts = objectOf<NonNullable<DeadLetter['event']>>({
  required: { id: text(200), source: text(200), subject: text(200), correlationid: text(200) },
  optional: {},
});

const fields = {
  required: {
    id: schemaOf(idRule),
    consumer: text(200),
    type: { ...text(1_000), description: "The event's type, or the subject of what is no event." },
    error: text(10_000),
    attempts: count,
    at: { ...instant, description: 'When it was given up last.' },
    size: { ...count, description: 'Bytes of the message.' },
  },
  optional: { event: facts },
} as const;

const example = {
  id: '01KAJQ0V7M3Z6W5R8T9Y2X4C1B',
  consumer: 'mypage',
  type: 'library.rental.reserved',
  event: {
    id: 'C4YNWHYYD0SAWMZNA62MKN6EB4-2',
    source: '/rental',
    subject: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    correlationid: '7f0c9ad2-3b1e-4c55-9d0e-2f1f4a1f6c11',
  },
  error: 'TypeError: x is undefined',
  attempts: 8,
  at: '2026-01-02T09:00:00.000Z',
  size: 512,
} as const;

const deadLetter = named<DeadLetterView>('DeadLetter', fields, example);

const whole = named<WholeDeadLetterView>(
  'WholeDeadLetter',
  { ...fields, required: { ...fields.required, message: { ...text(65_536), description: 'Its first 64 KiB.' } } },
  { ...example, message: '{"specversion":"1.0"}' },
);

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
  { rows: [example], total: 1, page: 1, pageSize: 20, totalPages: 1, consumers: { mypage: 1 } },
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

const restated = { type: 'object', maxProperties: 100, additionalProperties: count } as const;

const next = objectOf<Required<RepairStart>>({
  required: { service: text(200), after: text(300), run: text(200) },
  optional: {},
});

const repaired = named<Repaired>(
  'Repaired',
  {
    required: {
      restated: { ...restated, description: 'Records that have told their state again, by service.' },
      unreadable: { ...count, description: 'Records that cannot be read; the logs name them.' },
    },
    optional: { next: { ...next, description: 'To be sent to go on: there are more.' } },
  },
  { restated: { payment: 120, rental: 120 }, unreadable: 0 },
);

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
    answer: named<{ retried: number }>('Retried', { required: { retried: count }, optional: {} }, { retried: 1 }),
    refusals: [unknown, withoutConsumer],
  },
  'operations.deadLetters.discard': {
    about: 'Drops dead letters for good; the log keeps a line for each.',
    params: select,
    oneOf,
    example: { consumer: 'mypage' },
    answer: named<{ discarded: number }>(
      'Discarded',
      { required: { discarded: count }, optional: {} },
      { discarded: 1 },
    ),
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
