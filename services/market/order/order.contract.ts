import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  countRule,
  epochMsRule,
  optional,
  textRule,
  timeRule,
  wonRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { stepsAction } from '../../history/steps.contract.ts';

/** What others may depend on of the orders of the book market (도서 주문). */

const qty = { type: 'number', integer: true, min: 1, max: 1_000, description: 'Copies.' } as const;
const asked = { bookId: idRule, qty, customerId: memberRule } as const;
/** `paymentId`: what payment knows the attempt by. */
const order = { ...asked, amount: wonRule, paymentId: idRule, attempt: countRule, requestedAt: timeRule } as const;
const due = { ...order, due: epochMsRule } as const;
const reason = { ...textRule(200), description: 'Why it was not paid.' } as const;
const ended = { ...order, endedAt: timeRule, requestId: textRule(100) } as const;

/** Events carry state: the newest one of an order tells its whole situation. */
export const orderEvents = defineEvents({
  'market.order.requested': { about: 'It is asked for, and its payment next, until `due`.', data: due },
  'market.order.declined': { about: 'Its payment was declined.', data: { ...order, reason } },
  'market.order.abandoning': { about: 'Nobody knows whether it is paid; the payment is settled next.', data: due },
  'market.order.abandoned': { about: 'It is given up, and nothing is paid.', data: order },
  'market.order.paid': { about: 'It is paid: it can be delivered.', data: order },
  'market.order.shipped': { about: 'It is on its way to the customer.', data: order },
  'market.order.cancelled': { about: 'The customer has cancelled it.', data: ended },
  'market.order.refunded': { about: 'The customer has the money back.', data: ended },
});
export type OrderEvent = EventsOf<typeof orderEvents>;
export type OrderEnvelope = EnvelopeOf<OrderEvent>;
export const followedOrders = 'market.order.*';
/** Whose order a payment is of. */
export const orderKind = 'market.order';

const stateRule = wordRule(
  ...(['requested', 'declined', 'abandoning', 'abandoned', 'paid', 'shipped'] as const),
  ...(['cancelled', 'refunded'] as const),
);
export type OrderState = ValueOf<typeof stateRule>;
/** The documents' words for the states. */
const statusRule = wordRule('Ordered', 'Paid', 'Shipped', 'Cancelled');
const statuses: Readonly<Partial<Record<OrderState, ValueOf<typeof statusRule>>>> = {
  ...({ requested: 'Ordered', paid: 'Paid', shipped: 'Shipped' } as const),
  ...({ cancelled: 'Cancelled', refunded: 'Cancelled' } as const),
};

export const orderFields = {
  ...{ id: idRule, state: stateRule, status: optional(statusRule), ...asked, amount: wonRule, paymentId: idRule },
  ...{ requestedAt: timeRule, endedAt: optional(timeRule), reason: optional(reason) },
} as const;
const id = 'C4YNWHYYD0SAWMZNA62MKN6EB4';
const body = { bookId: '10', qty: 1, customerId: '33' };
export const orderExample = {
  ...{ id, ...body, amount: 1_000, paymentId: id, requestedAt: '2026-01-02T09:00:00.000Z' },
  ...({ state: 'paid', status: 'Paid' } as const),
};
const answer = defineAnswer('MarketOrder', orderFields, orderExample);
export type OrderView = Answered<typeof answer>;
const terms = defineAnswer('MarketTerms', { price: wonRule }, { price: 1_000 });
export type OrderTerms = Answered<typeof terms>;
export const { shownOf, rowOf } = showing<OrderState, ValueOf<typeof statusRule>>('market.order', statuses);

export const orderListing: Listing = { filters: ['customerId', 'bookId', 'state'], sorts: [], member: 'customerId' };

const silent = 'Payment does not answer, and nothing is ordered. Try again shortly.';
export const orderUnpayable = { refused: 'market-payment-unavailable', kind: 'unavailable', detail: silent } as const;
export const orderDeclined = {
  refused: 'market-payment-declined',
  kind: 'payment-required',
  detail: 'no funds',
} as const;
export const orderState = { refused: 'market-order-state', kind: 'conflict' } as const;
export const missing = notFound('market-order');
const cannot = 'An order that is refunded cannot be cancelled.';

export const orderActions = {
  'market.order.request': {
    about: 'Orders copies of a book. They are paid at once, or nothing is ordered.',
    params: { id: idRule, ...asked, $$strict: true },
    example: body,
    answer,
    refusals: [orderDeclined, orderUnpayable, othersRecords],
  },
  'market.order.cancel': {
    about: 'Cancels an order. The money comes back a moment later, and the order stays to be seen.',
    params: getRules,
    answer,
    refusals: [missing, { ...orderState, state: 'refunded', detail: cannot }],
  },
  'market.order.terms': { about: 'What a copy costs.', params: { $$strict: true }, answer: terms, refusals: [] },
  ...stepsAction('market.order', { title: 'MarketOrderHistory', states: stateRule.values, missing }),
  ...readActions('market.order', {
    row: answer,
    listing: orderListing,
    about: { get: 'One order.', list: 'Orders.' },
    missing,
    refusals: [othersRecords],
  }),
} as const satisfies Record<string, ActionContract>;
