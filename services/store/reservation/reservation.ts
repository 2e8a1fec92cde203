import { type Decider, keyReused, type Refusal } from '../../../mixins/kernel/decider.ts';
import { concluding, intentsIn, keyOf, type Place, type Word } from '../../../mixins/kernel/intent.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import { type KnownProduct, type ProductEnvelope, productMissing } from '../product/product.contract.ts';
import {
  declined,
  missing,
  productDiffers,
  type ReservationEvent,
  type ReservationState,
  reservationState,
  unpayable,
} from './reservation.contract.ts';

/**
 * The rule of a reservation, the root of the system: `requested → reserved` once it is paid, `→ ready` once its pieces are
 * set aside, `→ picked-up`. Out of it lead `declined`, `abandoning → abandoned`, and `cancelled → refunded`, which too few
 * pieces lead to as well. Its state is what its newest event said.
 */
export type Reservation = { readonly state: 'new' } | Known;
export type Known = NewestOf<ReservationEvent, 'store.reservation'>;

export type ReservationCommand =
  /**
   * `product`: what is known of it. `said`: what the customer takes it for. `due`: epoch ms from which payment's answer
   * counts as unknown.
   */
  | ({
      readonly type: 'order';
      readonly id: string;
      readonly date: string;
      readonly due: number;
      readonly product?: KnownProduct;
      readonly said: Partial<KnownProduct>;
    } & Asked)
  /** What was heard of a payment, whose id is the key. */
  | Word
  | { readonly type: 'ready' }
  | { readonly type: 'short'; readonly at: string }
  | { readonly type: 'pickUp' | 'cancel'; readonly at: string; readonly requestId: string }
  | { readonly type: 'refund'; readonly key: string };

type Asked = Pick<Known, 'productId' | 'qty' | 'customerId' | 'customerName' | 'customerPhone'>;
type Command<Type> = Extract<ReservationCommand, { type: Type }>;
type Ending = Command<'pickUp' | 'cancel'>;
type Outcome = readonly ReservationEvent[] | Refusal;

const facts = newest<ReservationEvent, 'store.reservation'>('store.reservation');
const { tell } = facts;
export const restateReservation = facts.restate;

export const reservation: Decider<Reservation, ReservationCommand, ReservationEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'order') return order(command, state);
    if (state.state === 'new') return missing;
    switch (command.type) {
      case 'ready':
        return state.state === 'reserved' ? [tell('ready', termsOf(state))] : toldAgain(state);
      case 'short':
        return state.state === 'reserved' || state.state === 'ready'
          ? [tell('cancelled', { ...termsOf(state), cancelDate: command.at, reason: tooFew })]
          : [];
      case 'pickUp':
        return pickUp(command, state);
      case 'cancel':
        return cancel(command, state);
      case 'refund': {
        if (state.state !== 'cancelled' || state.paymentId !== command.key) return [];
        const { state: _, ...data } = state;
        return [tell('refunded', data)];
      }
      default:
        return conclude(command, state);
    }
  },

  evolve: facts.evolve,
};

const tooFew = 'There were too few pieces.';

/** A repeat joins what the first request began; after one that was given up payment is asked again, under a new key. */
function order({ type: _, id, due, product, said, ...asked }: Command<'order'>, state: Reservation): Outcome {
  const isNew = state.state === 'new';
  const fields = ['productId', 'qty', 'customerId', 'customerName', 'customerPhone'] as const;
  if (!isNew && fields.some((field) => state[field] !== asked[field])) return keyReused('reservation');
  if (!isNew && state.state !== 'abandoned') {
    if (state.state === 'declined') return { ...declined, detail: state.reason };
    return state.state === 'abandoning' ? unpayable : [];
  }
  if (!product) return productMissing;
  const refusal = refusalOf(asked.productId, product, said);
  if (refusal) return refusal;
  const attempt = isNew ? 1 : state.attempt + 1;
  const totalPrice = product.productPrice * asked.qty;
  return [tell('requested', { ...asked, ...product, totalPrice, paymentId: keyOf(id, attempt), attempt, due })];
}

/** What a customer says of a product is checked, and never charged by. */
function refusalOf(productId: string, product: KnownProduct, said: Partial<KnownProduct>): Refusal | undefined {
  const taken = { ...product, ...said };
  if (taken.productPrice === product.productPrice && taken.productName === product.productName) return undefined;
  const { productName, productPrice } = product;
  const detail = `Product ${productId} is ${productName} at ${productPrice} won a piece, not ${taken.productName} at ${taken.productPrice} won.`;
  return { ...productDiffers, detail };
}

/** Pieces that were taken late, when it was over long ago, are given back by whoever hears its end once more. */
function toldAgain(state: Known): Outcome {
  if (state.state !== 'refunded') return [];
  const { state: _, ...data } = state;
  return [tell('refunded', data)];
}

/** The same request may come again. */
function pickUp({ at, requestId }: Ending, state: Known): Outcome {
  if (state.state === 'ready') return [tell('picked-up', { ...termsOf(state), pickupDate: at, requestId })];
  if (state.state === 'picked-up' && state.requestId === requestId) return [];
  const why = state.state === 'reserved' ? 'whose pieces are not set aside yet' : `that is ${state.state}`;
  return { ...reservationState, state: state.state, detail: `A reservation ${why} cannot be picked up.` };
}

/** The same request may come again. */
function cancel({ at, requestId }: Ending, state: Known): Outcome {
  if (state.state === 'reserved' || state.state === 'ready')
    return [tell('cancelled', { ...termsOf(state), cancelDate: at, requestId })];
  const isOver = state.state === 'cancelled' || state.state === 'refunded';
  if (isOver && state.requestId === requestId) return [];
  return {
    ...reservationState,
    state: state.state,
    detail: `A reservation that is ${state.state} cannot be cancelled.`,
  };
}

/** Where each state stands to the payment. */
const places: Readonly<Partial<Record<ReservationState, Place>>> = {
  requested: 'asked',
  declined: 'denied',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

const intents = intentsIn<Known>(places, ({ paymentId }) => paymentId);
export const { intentOf } = intents;

const conclude = concluding<Known, ReservationEvent>(intents.intentOfKnown, {
  granted: (state) => tell('reserved', termsOf(state)),
  denied: (state, reason) => tell('declined', { ...termsOf(state), reason }),
  abandoning: (state, due) => tell('abandoning', { ...termsOf(state), due }),
  abandoned: (state) => tell('abandoned', termsOf(state)),
  over: (state) => (state.state === 'declined' ? { ...declined, detail: state.reason } : unpayable),
});

function termsOf(known: Known) {
  const { productId, productName, productPrice, qty, customerId, customerName, customerPhone } = known;
  const { totalPrice, date, paymentId, attempt } = known;
  return {
    ...{ productId, productName, productPrice, qty, customerId, customerName, customerPhone },
    ...{ totalPrice, date, paymentId, attempt },
  };
}

/** What a product's event means for its reservation. */
export const followedTypes = ['store.product.took', 'store.product.short'] as const;

export function followProduct({
  type,
  time: at,
  data,
}: Extract<ProductEnvelope, { type: (typeof followedTypes)[number] }>) {
  const command: ReservationCommand = type === 'store.product.took' ? { type: 'ready' } : { type: 'short', at };
  return { id: data.reserveId, command };
}
