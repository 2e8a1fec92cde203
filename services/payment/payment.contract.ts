import { defineEvents, type EventsOf } from '../../mixins/contract/events.ts';
import { idRule, memberRule } from '../../mixins/contract/rules.ts';
import { epochMsRule, optional, textRule, wonRule } from '../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../mixins/kernel/event.ts';

/**
 * What others may depend on of the payment service, which serves every system of Yeyak. Events carry state:
 * the newest one of a payment tells its whole situation. It knows no system: the caller that charged asks for the refund.
 */

export interface Charge {
  /** Whole won, up to a billion. */
  readonly amount: number;
  readonly memberId: string;
  /** What is paid for, in the words of the system that asks: a rental's id. */
  readonly orderId: string;
  /** Whose order it is, by system and noun: `screening.hospital`. Absent: see `ownerOf`. */
  readonly orderKind?: string;
}

/**
 * Whose order a charge pays for. One that names no owner is of the library's rentals: those were charged before
 * there were others, and go on so, since an earlier payment service refuses a field that it does not know.
 */
export function ownerOf({ orderKind = 'library.rental' }: Pick<Charge, 'orderKind'>): string {
  return orderKind;
}

const order = { memberId: memberRule, orderId: idRule, at: epochMsRule } as const;
const owner = {
  orderKind: optional({ ...idRule, description: 'Whose order it is; a rental of the library where it is not said.' }),
} as const;
/** Parts that were given back, or are to be: the last one, while the payment is `returning`. */
const refunds = optional({
  type: 'array',
  max: 1_000,
  items: { type: 'object', strict: true, props: { refundId: idRule, amount: wonRule } },
});
/** `reference`: the provider's name for the charge. */
const charged = { ...order, ...owner, amount: wonRule, reference: textRule(1_000), refunds } as const;

/** Events carry state: the newest one of a payment tells its whole situation. */
export const paymentEventDefinitions = defineEvents({
  'payment.captured': { about: 'An order is paid.', data: charged },
  'payment.declined': {
    about: 'The provider declined to charge it.',
    data: { ...order, ...owner, amount: wonRule, reason: textRule(1_000) },
  },
  /** From `due` the provider is asked again. */
  'payment.refunding': {
    about: 'The money is to go back; the provider is asked next.',
    data: { ...charged, due: epochMsRule },
  },
  'payment.refunded': { about: 'The provider gave the money back.', data: charged },
  /** From `due` the provider is asked again. */
  'payment.returning': {
    about: 'A part of the money is to go back; the provider is asked next.',
    data: { ...charged, due: epochMsRule },
  },
  'payment.returned': { about: 'The provider gave a part of the money back; the rest stays paid.', data: charged },
  /**
   * A tombstone. The first one has a `due`, from when the provider is asked for a charge nobody has heard of; the second
   * one says that there is none.
   */
  'payment.voided': {
    about: 'Nothing was charged, and nothing will be.',
    data: { ...order, ...owner, due: optional(epochMsRule) },
  },
});

export type PaymentEvent = EventsOf<typeof paymentEventDefinitions>;

export type PaymentEnvelope = EnvelopeOf<PaymentEvent>;

export const paymentEvents = 'payment.*';

/**
 * `payment.pay`: charges once per id; a repeat answers what the first one did.
 * Refused `payment-declined`, with the provider's reason as its message, `payment-voided`, `key-reused`; and
 * `payment-unavailable` when the outcome is unknown: pay again with the same id, or settle it.
 */
export interface PayParams extends Charge {
  /** The idempotency key. */
  readonly id: string;
}

/**
 * `payment.settle`: makes sure that nothing stays charged under this id, now or later. Charges nothing.
 * Answers when the refund or the tombstone is durable. Refused `key-reused`.
 */
export interface SettleParams extends Omit<Charge, 'amount'> {
  readonly id: string;
}

export type {
  Account,
  PaymentStatus,
  PaymentView,
  SandboxSettings,
  TrialBalance,
} from './payment.answers.contract.ts';
