import { callsTo } from '../../mixins/calls.ts';
import type { ActionContract } from '../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../mixins/contract/list.rules.ts';
import { getRules, idRule, memberRule } from '../../mixins/contract/rules.ts';
import { pageOf } from '../../mixins/contract/schema.ts';
import { optional, wonRule } from '../../mixins/contract/values.ts';
import { notFound } from '../../mixins/kernel/decider.ts';
import { delayMs, jitterMs, mode, payment, sandbox, trialBalance } from './payment.answers.contract.ts';

/** The actions of the payment service that others call over HTTP. */

export const paymentListing: Listing = { filters: [], sorts: [] };

/** What `/payments` is about. A system that is paid declares the tag where its documents are to have it. */
export const paymentsAbout = 'What was paid for them.';

export const paymentActions = {
  'payment.sandboxSettings': {
    about: 'How the sandbox payment provider behaves.',
    params: { $$strict: true },
    answer: sandbox,
    refusals: [],
  },
  'payment.sandbox': {
    about: 'How the sandbox payment provider behaves from now on, on every node.',
    params: { mode: optional(mode), delayMs: optional(delayMs), jitterMs, $$strict: true },
    example: { mode: 'decline' },
    answer: sandbox,
    refusals: [],
  },
  'payment.trialBalance': {
    about:
      'The totals of the ledger, and whether it balances. It reads every payment, while the service goes on serving.',
    params: { $$strict: true },
    answer: trialBalance,
    refusals: [],
  },
  'payment.list': { about: 'Payments.', params: listRules(paymentListing), answer: pageOf(payment), refusals: [] },
  'payment.get': {
    about: 'One payment.',
    params: getRules,
    answer: payment,
    refusals: [notFound('payment')],
  },
} as const satisfies Record<string, ActionContract>;

const charge = {
  /** The idempotency key. */
  id: idRule,
  memberId: memberRule,
  orderId: idRule,
  orderKind: { ...idRule, optional: true },
} as const;
const keyReused = { refused: 'key-reused', kind: 'conflict', detail: 'This id was used for another charge.' } as const;

/** What other systems call: they charge, and give back. */
export const paymentCalls = {
  'payment.pay': {
    about:
      'Charges once per id; a repeat answers what the first one did. Refused `payment-unavailable`, the outcome is unknown: pay again with the same id, or settle it.',
    params: { ...charge, amount: { ...wonRule, min: 1 }, $$strict: true },
    answer: payment,
    refusals: [
      { refused: 'payment-declined', kind: 'payment-required', detail: "The provider's reason." },
      { refused: 'payment-voided', kind: 'conflict', detail: 'It was settled before it was paid.' },
      { refused: 'payment-unavailable', kind: 'unavailable', detail: 'The provider: no answer' },
      keyReused,
    ],
  },
  'payment.settle': {
    about:
      'Makes sure that nothing stays charged under this id, now or later; charges nothing. Answers when the refund or the tombstone is durable.',
    params: { ...charge, $$strict: true },
    answer: payment,
    refusals: [keyReused],
  },
  'payment.refund': {
    about:
      'Gives a part of a charge back, once by its refundId. Answers when that is durable; the provider is asked next.',
    params: { id: idRule, refundId: idRule, amount: { ...wonRule, min: 1 }, $$strict: true },
    answer: payment,
    refusals: [
      notFound('payment'),
      {
        refused: 'payment-not-paid',
        kind: 'conflict',
        detail: 'A payment that is declined has no parts to give back.',
      },
      { refused: 'refund-too-much', kind: 'invalid', detail: 'Of this payment 300 won are left to give back.' },
      { refused: 'refund-under-way', kind: 'unavailable', detail: 'Another part is being given back.' },
      keyReused,
    ],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callPayment, isRefused: isRefusedByPayment } = callsTo(paymentCalls);
