import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { idRule, memberRule } from '../../mixins/contract/rules.ts';
import type { ValueOf } from '../../mixins/contract/typed.ts';
import { optional, textRule, timeRule, wonRule, wordRule } from '../../mixins/contract/values.ts';

/** What the payment service answers with. */

const paymentStatusRule = wordRule('captured', 'declined', 'returning', 'returned', 'refunding', 'refunded', 'voided');
export type PaymentStatus = ValueOf<typeof paymentStatusRule>;

const shown = {
  id: idRule,
  memberId: memberRule,
  orderId: idRule,
  amount: { ...wonRule, description: 'Whole won; 0 where nothing was ever asked for.' },
  state: paymentStatusRule,
  updatedAt: timeRule,
  orderKind: optional({
    ...idRule,
    description: 'Whose order it is; a rental of the library where it is not said.',
  }),
  reference: optional({ ...textRule(1_000), description: "The provider's name for the charge." }),
  reason: optional({ ...textRule(1_000), description: 'Why the provider declined.' }),
  givenBack: optional({ ...wonRule, description: 'What was given back in parts so far.' }),
} as const;

/** What `payment.pay`, `settle`, `refund`, `get` and `list` answer with. */
export const payment = defineAnswer('Payment', shown, {
  id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
  memberId: 'kim',
  orderId: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
  amount: 1_000,
  state: 'captured',
  reference: 'sandbox-C4YNWHYYD0SAWMZNA62MKN6EB4',
  updatedAt: '2026-01-02T09:00:00.010Z',
});

export const mode = { type: 'enum', values: ['approve', 'decline', 'fail'] } as const;
export const delayMs = { type: 'number', integer: true, min: 0, max: 600_000 } as const;

/** Each answer takes a random part of it longer. */
export const jitterMs = { ...delayMs, optional: true } as const;

/** How the sandbox provider behaves. With a delay beyond the caller's deadline it charges all the same: the answer comes late. */
export const sandbox = defineAnswer('SandboxSettings', { mode, delayMs, jitterMs }, { mode: 'approve', delayMs: 0 });

export type PaymentView = Answered<typeof payment>;
export type SandboxSettings = Answered<typeof sandbox>;
