import { type Answered, defineAnswer } from '../../mixins/contract/answers.ts';
import { idRule, memberRule } from '../../mixins/contract/rules.ts';
import type { ValueOf } from '../../mixins/contract/typed.ts';
import {
  countRule,
  described,
  listRule,
  objectRule,
  optional,
  textRule,
  timeRule,
  wonRule,
  wordRule,
} from '../../mixins/contract/values.ts';

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

const won = described(countRule, 'Whole won.');
const totals = objectRule({
  debit: won,
  credit: won,
  balance: {
    ...{ type: 'number', integer: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
    description: 'Debit less credit: positive for what is owed to us, negative for what we owe.',
  },
});

/** What `payment.trialBalance` answers with: the ledger's totals. Each payment counts as it was when its turn came. */
export const trialBalance = defineAnswer(
  'TrialBalance',
  {
    balanced: {
      type: 'boolean',
      description: 'Nothing is wrong: the balances sum to zero, and every payment agrees with its postings.',
    },
    payments: countRule,
    debits: described(won, 'Of all accounts.'),
    credits: described(won, 'Of all accounts.'),
    accounts: objectRule({
      'provider-receivable': described(totals, 'An asset: what the provider has charged and still owes to us.'),
      'member-prepayments': described(totals, 'A liability: paid by members for what they have yet to receive.'),
      'refunds-payable': described(totals, 'A liability: what is to be given back to members.'),
    }),
    discrepancies: listRule(100, idRule, 'Payments whose postings do not say what their state says, the first 100.'),
  },
  {
    ...{ balanced: true, payments: 3, debits: 4_000, credits: 4_000 },
    accounts: {
      'provider-receivable': { debit: 3_000, credit: 1_000, balance: 2_000 },
      'member-prepayments': { debit: 0, credit: 2_000, balance: -2_000 },
      'refunds-payable': { debit: 1_000, credit: 1_000, balance: 0 },
    },
    discrepancies: [],
  },
);

export type PaymentView = Answered<typeof payment>;
export type SandboxSettings = Answered<typeof sandbox>;
export type TrialBalance = Answered<typeof trialBalance>;
/** The accounts of the ledger; `ledger.ts` says what each is. */
export type Account = keyof TrialBalance['accounts'];
