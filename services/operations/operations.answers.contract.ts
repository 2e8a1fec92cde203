import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { idRule } from '../../mixins/contract/rules.ts';
import { countRule, objectRule, optional, textRule, timeRule } from '../../mixins/contract/values.ts';

/** What operations answers with. */

const facts = objectRule({
  id: textRule(200),
  source: textRule(200),
  subject: textRule(200),
  correlationid: textRule(200),
});

const fields = {
  id: idRule,
  consumer: textRule(200),
  type: { ...textRule(1_000), description: "The event's type, or the subject of what is no event." },
  error: textRule(10_000),
  attempts: countRule,
  at: { ...timeRule, description: 'When it was given up last.' },
  size: { ...countRule, description: 'Bytes of the message.' },
} as const;

export const deadLetterExample = {
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

const event = optional(facts);

export const deadLetter = defineAnswer('DeadLetter', { ...fields, event }, deadLetterExample);

/** With its message as it came; the beginning of one that is large. */
export const whole = defineAnswer(
  'WholeDeadLetter',
  { ...fields, message: { ...textRule(65_536), description: 'Its first 64 KiB.' }, event },
  { ...deadLetterExample, message: '{"specversion":"1.0"}' },
);

export type DeadLetterView = Answered<typeof deadLetter>;
export type WholeDeadLetterView = Answered<typeof whole>;

const restated = { type: 'record', max: 100, value: countRule } as const;

const next = objectRule({ service: textRule(200), after: textRule(300), run: textRule(200) });

export const repaired = defineAnswer(
  'Repaired',
  {
    restated: { ...restated, description: 'Records that have told their state again, by service.' },
    unreadable: { ...countRule, description: 'Records that cannot be read; the logs name them.' },
    next: optional({ ...next, description: 'To be sent to go on: there are more.' }),
  },
  { restated: { payment: 120, rental: 120 }, unreadable: 0 },
);

export type Repaired = Answered<typeof repaired>;
