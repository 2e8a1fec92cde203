import type { ActionContract } from '../../mixins/contract/action.ts';
import { getRules, idRule, type Listing, listRules, schemaOf } from '../../mixins/contract/rules.ts';
import { instant, named, pageOf, text, won, wordsOf } from '../../mixins/contract/schema.ts';
import type { PaymentStatus, PaymentView, SandboxSettings } from './payment.contract.ts';

/** The actions of the payment service that show payments. */

const id = schemaOf(idRule);

const payment = named<PaymentView>(
  'Payment',
  {
    required: {
      id,
      memberId: id,
      orderId: id,
      amount: { ...won, description: 'Whole won; 0 where nothing was ever asked for.' },
      state: wordsOf<PaymentStatus>({ captured: true, declined: true, refunding: true, refunded: true, voided: true }),
      updatedAt: instant,
    },
    optional: {
      reference: { ...text(1_000), description: "The provider's name for the charge." },
      reason: { ...text(1_000), description: 'Why the provider declined.' },
    },
  },
  {
    id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    memberId: 'kim',
    orderId: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    amount: 1_000,
    state: 'captured',
    reference: 'sandbox-C4YNWHYYD0SAWMZNA62MKN6EB4',
    updatedAt: '2026-01-02T09:00:00.010Z',
  },
);

const sandboxMode = { type: 'enum', values: ['approve', 'decline', 'fail'] } as const;
const sandboxDelay = { type: 'number', integer: true, min: 0, max: 600_000 } as const;

const sandbox = named<SandboxSettings>(
  'PaymentSandbox',
  {
    required: {
      mode: schemaOf(sandboxMode),
      delayMs: { ...schemaOf(sandboxDelay), description: 'Milliseconds before the provider answers.' },
    },
    optional: {},
  },
  { mode: 'approve', delayMs: 0 },
);

export const paymentListing: Listing = { filters: [], sorts: [] };

export const paymentActions = {
  'payment.list': { about: 'Payments.', params: listRules(paymentListing), answer: pageOf(payment), refusals: [] },
  'payment.get': {
    about: 'One payment.',
    params: getRules,
    answer: payment,
    refusals: [{ refused: 'payment-not-found', kind: 'not-found', detail: 'There is no such payment.' }],
  },
  'payment.sandboxSettings': {
    about: 'How the sandbox payment provider behaves.',
    params: { $$strict: true },
    answer: sandbox,
    refusals: [],
  },
  'payment.sandbox': {
    about: 'Changes how the sandbox payment provider behaves, on every node.',
    params: {
      mode: { ...sandboxMode, optional: true },
      delayMs: { ...sandboxDelay, optional: true },
      $$strict: true,
    },
    answer: sandbox,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;
