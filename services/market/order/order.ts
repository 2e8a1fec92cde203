import { type Decider, keyReused, type Refusal } from '../../../mixins/kernel/decider.ts';
import { concluding, intentsIn, keyOf, type Place, type Word } from '../../../mixins/kernel/intent.ts';
import { type NewestOf, newest } from '../../../mixins/kernel/newest.ts';
import {
  missing,
  type OrderEvent,
  type OrderState,
  orderDeclined,
  orderState,
  orderUnpayable,
} from './order.contract.ts';

/**
 * The rule of an order (주문): `requested → paid → shipped`, with the ways out `declined`, `abandoning → abandoned`, and
 * `cancelled → refunded`. Its state is what its newest event said.
 */
export type Order = { readonly state: 'new' } | Known;
export type Known = NewestOf<OrderEvent, 'market.order'>;

export type OrderCommand =
  /** `due`: epoch ms from which payment's answer counts as unknown. */
  | ({ readonly type: 'request'; readonly id: string; readonly due: number } & Asked)
  /** What was heard of a payment, whose id is the key. */
  | Word
  | { readonly type: 'ship' }
  | { readonly type: 'cancel'; readonly at: string; readonly requestId: string }
  | { readonly type: 'refund'; readonly key: string };

type Asked = Pick<Known, 'bookId' | 'qty' | 'customerId' | 'amount' | 'requestedAt'>;
type Command<Type> = Extract<OrderCommand, { type: Type }>;
type Outcome = readonly OrderEvent[] | Refusal;

const facts = newest<OrderEvent, 'market.order'>('market.order');
const { tell } = facts;
export const restateOrder = facts.restate;

export const order: Decider<Order, OrderCommand, OrderEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return missing;
    switch (command.type) {
      case 'ship':
        return state.state === 'paid' ? [tell('shipped', factsOf(state))] : [];
      case 'cancel':
        return cancel(command, state);
      case 'refund':
        return state.state === 'cancelled' && state.paymentId === command.key
          ? [tell('refunded', { ...factsOf(state), endedAt: state.endedAt, requestId: state.requestId })]
          : [];
      default:
        return conclude(command, state);
    }
  },

  evolve: facts.evolve,
};

/** A repeat joins what the first request began; after one that was given up payment is asked again, under a new key. */
function request({ type: _, id, due, ...asked }: Command<'request'>, state: Order): Outcome {
  if (state.state === 'new') return [tell('requested', { ...asked, paymentId: keyOf(id, 1), attempt: 1, due })];
  const isSame = (['bookId', 'qty', 'customerId'] as const).every((field) => state[field] === asked[field]);
  if (!isSame) return keyReused('order');
  if (state.state === 'declined') return { ...orderDeclined, detail: state.reason };
  if (state.state === 'abandoning') return orderUnpayable;
  if (state.state !== 'abandoned') return [];
  const attempt = state.attempt + 1;
  return [tell('requested', { ...asked, paymentId: keyOf(id, attempt), attempt, due })];
}

/** What was sent can be sent back. The same request may come again. */
function cancel({ at, requestId }: Command<'cancel'>, state: Known): Outcome {
  if (state.state === 'paid' || state.state === 'shipped')
    return [tell('cancelled', { ...factsOf(state), endedAt: at, requestId })];
  const isOver = state.state === 'cancelled' || state.state === 'refunded';
  if (isOver && state.requestId === requestId) return [];
  return { ...orderState, state: state.state, detail: `An order that is ${state.state} cannot be cancelled.` };
}

/** Where each state stands to the payment. */
const places: Readonly<Partial<Record<OrderState, Place>>> = {
  requested: 'asked',
  declined: 'denied',
  abandoning: 'abandoning',
  abandoned: 'abandoned',
};

const intents = intentsIn<Known>(places, ({ paymentId }) => paymentId);
export const { intentOf } = intents;

const conclude = concluding<Known, OrderEvent>(intents.intentOfKnown, {
  granted: (state) => tell('paid', factsOf(state)),
  denied: (state, reason) => tell('declined', { ...factsOf(state), reason }),
  abandoning: (state, due) => tell('abandoning', { ...factsOf(state), due }),
  abandoned: (state) => tell('abandoned', factsOf(state)),
  over: (state) => (state.state === 'declined' ? { ...orderDeclined, detail: state.reason } : orderUnpayable),
});

function factsOf({ bookId, qty, customerId, amount, paymentId, attempt, requestedAt }: Known) {
  return { bookId, qty, customerId, amount, paymentId, attempt, requestedAt };
}
