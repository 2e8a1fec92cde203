import type { ActionContract } from '../../mixins/contract/action.ts';
import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { instantRule, timeRule } from '../../mixins/contract/values.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';

/** The time of the domain, which an administrator can set where things are tried out. */
const clock = defineAnswer(
  'Clock',
  { now: timeRule, isSet: { type: 'boolean', description: 'It is not the time of the machine.' } },
  { now: '2026-02-01T09:00:00.000Z', isSet: true },
);

export type ClockView = Answered<typeof clock>;

export const notSettable: Refusal = {
  refused: 'clock-not-settable',
  kind: 'forbidden',
  detail: 'The clock can be set only where SANDBOX is on.',
};

export const inThePast: Refusal = {
  refused: 'clock-in-the-past',
  kind: 'invalid',
  detail: 'The clock can be set ahead, or back to the real time with {"now": null}.',
};

export const clockActions = {
  'operations.clock': {
    about: 'The time that reservations, loans and deadlines go by.',
    params: { $$strict: true },
    answer: clock,
    refusals: [],
  },
  'operations.setClock': {
    about:
      'Sets that time ahead, on every node; it goes on from there. null sets it back to the real time. For trying out what happens in two weeks: tokens, timeouts and what NATS does keep to the real time.',
    params: { now: { ...instantRule, nullable: true }, $$strict: true },
    example: { now: '2026-02-01T09:00:00Z' },
    answer: clock,
    refusals: [notSettable, inThePast],
  },
} as const satisfies Record<string, ActionContract>;
