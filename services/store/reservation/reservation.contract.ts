import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, line, memberRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  countRule,
  described,
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
import { phoneRule, unrevealingIdRule } from '../../../mixins/sealing/personal.ts';
import { stepsAction } from '../../history/steps.contract.ts';
import { priceRule, productMissing, productNameRule, qtyRule } from '../product/product.contract.ts';

/** What others may depend on of the reservations of the store (상품 예약). */

/** Who reserves, as far as others are told. */
const masked = {
  customerName: described(textRule(100), 'Masked.'),
  customerPhone: described(textRule(20), 'Masked.'),
} as const;
const terms = {
  ...{ productId: idRule, productName: productNameRule, productPrice: priceRule, qty: qtyRule },
  ...{ customerId: memberRule, ...masked, totalPrice: wonRule, date: timeRule },
} as const;
/** `paymentId`: what payment knows the attempt by. */
const reservation = { ...terms, paymentId: idRule, attempt: countRule } as const;
const due = { ...reservation, due: epochMsRule } as const;
const reason = described(textRule(200), 'Why there is nothing to pick up.');
/** Of the request that ended it: by it a repeat is known. */
const requestId = optional(textRule(100));
const cancelled = {
  ...{ ...reservation, cancelDate: timeRule },
  ...{ reason: optional(reason), requestId },
} as const;

/** Events carry state: the newest one of a reservation tells its whole situation. */
export const reservationEvents = defineEvents({
  'store.reservation.requested': { about: 'It is asked for, and its payment next, until `due`.', data: due },
  'store.reservation.declined': { about: 'Its payment was declined.', data: { ...reservation, reason } },
  'store.reservation.abandoning': {
    about: 'Nobody knows whether it is paid; the payment is settled next.',
    data: due,
  },
  'store.reservation.abandoned': { about: 'It is given up, and nothing is paid.', data: reservation },
  'store.reservation.reserved': { about: 'It is paid.', data: reservation },
  'store.reservation.ready': { about: 'Its pieces are set aside: it can be picked up.', data: reservation },
  'store.reservation.picked-up': {
    about: 'The customer has the pieces.',
    data: { ...reservation, pickupDate: timeRule, requestId },
  },
  'store.reservation.cancelled': {
    about: 'The customer has cancelled it, or there were too few pieces.',
    data: cancelled,
  },
  'store.reservation.refunded': { about: 'The customer has the money back.', data: cancelled },
});
export type ReservationEvent = EventsOf<typeof reservationEvents>;
export type ReservationEnvelope = EnvelopeOf<ReservationEvent>;
export const followedReservations = 'store.reservation.*';
/** Whose reservation a payment is of. */
export const reservationKind = 'store.reservation';

export const stateRule = wordRule(
  ...(['requested', 'declined', 'abandoning', 'abandoned', 'reserved', 'ready'] as const),
  ...(['picked-up', 'cancelled', 'refunded'] as const),
);
export type ReservationState = ValueOf<typeof stateRule>;
/** The documents' words for the states. */
export const statusRule = wordRule('RESERVE', 'CANCEL', 'PICKUP');
const statuses: Readonly<Partial<Record<ReservationState, ValueOf<typeof statusRule>>>> = {
  ...({ reserved: 'RESERVE', ready: 'RESERVE', 'picked-up': 'PICKUP' } as const),
  ...({ cancelled: 'CANCEL', refunded: 'CANCEL' } as const),
};

const id = 'C4YNWHYYD0SAWMZNA62MKN6EB4';
export const reservationExample = {
  ...{ id, productId: '1', productName: 'Milk', productPrice: 1_200, qty: 2, customerId: '2', totalPrice: 2_400 },
  ...{ customerName: 'S*m', customerPhone: '010-****-0279', date: '2026-01-02T09:00:00.000Z', paymentId: id },
  ...({ state: 'ready', status: 'RESERVE' } as const),
};
const answer = defineAnswer(
  'StoreReservation',
  {
    ...{ id: idRule, state: stateRule, status: optional(statusRule), ...terms, paymentId: idRule },
    ...{ pickupDate: optional(timeRule), cancelDate: optional(timeRule), reason: optional(reason) },
  },
  reservationExample,
);
export type ReservationView = Answered<typeof answer>;
export const { shownOf, rowOf } = showing<ReservationState, ValueOf<typeof statusRule>>('store.reservation', statuses);

export const reservationListing: Listing = {
  filters: ['customerId', 'productId', 'state'],
  sorts: [],
  member: 'customerId',
};

const silent = 'Payment does not answer, and nothing is reserved. Try again shortly.';
export const unpayable = { refused: 'store-payment-unavailable', kind: 'unavailable', detail: silent } as const;
export const declined = { refused: 'store-payment-declined', kind: 'payment-required', detail: 'no funds' } as const;
const differs = 'Product 1 is Milk at 1200 won a piece, not Milk at 1 won.';
export const productDiffers = { refused: 'store-product-differs', kind: 'conflict', detail: differs } as const;
export const reservationState = { refused: 'store-reservation-state', kind: 'conflict' } as const;
export const missing = notFound('store-reservation');
export const contactErased = notFound('store-contact');
const cannot = 'A reservation that is refunded cannot be cancelled.';
const notReady = 'A reservation that is picked-up cannot be picked up.';

const contact = {
  customerName: { type: 'string', min: 1, max: 100, ...line },
  customerPhone: phoneRule,
} as const;
const example = { customerName: 'Sam', customerPhone: '010-9837-0279' } as const;

export const reservationActions = {
  'store.reservation.order': {
    about: 'Reserves pieces of a product. They are paid at once, or nothing is reserved.',
    params: {
      ...{ id: idRule, productId: idRule, qty: qtyRule, customerId: unrevealingIdRule, ...contact },
      productName: optional(described(productNameRule, 'What the customer takes it for; another name is refused.')),
      productPrice: optional(described(priceRule, 'What the customer takes for its price; another one is refused.')),
      $$strict: true,
    },
    example: { productId: '1', productName: 'Milk', productPrice: 1_200, customerId: '2', ...example, qty: 2 },
    answer,
    refusals: [declined, unpayable, productMissing, productDiffers, othersRecords],
  },
  'store.reservation.cancel': {
    about: 'Cancels a reservation. The money comes back a moment later, and the pieces are there for others.',
    params: getRules,
    answer,
    refusals: [missing, { ...reservationState, state: 'refunded', detail: cannot }],
  },
  'store.reservation.pickUp': {
    about: 'Records that the customer has the pieces, once.',
    params: getRules,
    answer,
    refusals: [missing, { ...reservationState, state: 'picked-up', detail: notReady }],
  },
  'store.reservation.contact': {
    about: 'Whom to call about a reservation. It is kept until the reservation is over, and erased then.',
    params: getRules,
    answer: defineAnswer('StoreContact', { id: idRule, ...contact }, { id, ...example }),
    refusals: [missing, contactErased],
  },
  'store.reservation.reseal': {
    about: 'Seals anew, by the newest key, what an older one has sealed. The older one can be taken out then.',
    params: { $$strict: true },
    answer: defineAnswer('StoreResealed', { resealed: countRule }, { resealed: 12 }),
    refusals: [],
  },
  ...stepsAction('store.reservation', { title: 'StoreReservationHistory', states: stateRule.values, missing }),
  ...readActions('store.reservation', {
    row: answer,
    listing: reservationListing,
    about: { get: 'One reservation.', list: 'Reservations.' },
    missing,
    refusals: [othersRecords],
  }),
} as const satisfies Record<string, ActionContract>;
