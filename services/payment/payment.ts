import { type Decider, notFound, type Refusal } from '../../mixins/kernel/decider.ts';
import { type Posting, postingsOf } from './ledger.ts';
import { type Charge, ownerOf, type PaymentEvent, type PaymentStatus } from './payment.contract.ts';

/**
 * The rule of a payment: `absent → captured | declined | voided`, and `captured → refunding → refunded`. Parts can be given
 * back before: `captured → returning → returned`, again and again, until nothing is left. A
 * tombstone, `voided`, stands where a payment was settled before its charge was known. The charge may come
 * all the same, and is then refunded: `voided → refunding`.
 */
export type Payment = { readonly state: 'absent' } | Known;

/** A payment's state is what its newest event said, and the postings of all its events. */
type Known = {
  [E in PaymentEvent as E['type']]: E['data'] & {
    readonly state: E['type'] extends `payment.${infer Name extends PaymentStatus}` ? Name : never;
    readonly postings: readonly Posting[];
  };
}[PaymentEvent['type']];

/** What is asked of a payment, and what the provider has told of it. */
export type PaymentCommand =
  /** May it be charged? Refused when not; nothing happens yet. */
  | ({ readonly type: 'pay' } & Charge)
  /** Nothing must stay charged, now or later. */
  | ({
      readonly type: 'settle';
      /** Epoch ms: by then the provider knows of every charge that it was asked for before. */
      readonly inquireAt: number;
    } & Omit<Charge, 'amount'> &
      Timed)
  | ({ readonly type: 'approved'; readonly reference: string } & Charge & Timed)
  | ({ readonly type: 'declined'; readonly reason: string } & Charge & Timed)
  /** A part of the money is to go back, once by its id. */
  | ({ readonly type: 'refund'; readonly refundId: string; readonly amount: number } & Timed)
  /** That part is given back. */
  | ({ readonly type: 'returned'; readonly refundId: string } & Timed)
  /** The money is given back. */
  | ({ readonly type: 'refunded' } & Timed)
  /** The provider has charged nothing. */
  | ({ readonly type: 'uncharged' } & Timed);

interface Timed {
  /** Now, epoch ms. */
  readonly at: number;
}

type Outcome = readonly PaymentEvent[] | Refusal;
type Command<Type extends PaymentCommand['type']> = Extract<PaymentCommand, { type: Type }>;

/** Milliseconds that a refund has, which is tried as soon as it is decided, before it is tried again. */
const refundTime = 5_000;

export const payment: Decider<Payment, PaymentCommand, PaymentEvent> = {
  initial: { state: 'absent' },

  decide(command, state) {
    switch (command.type) {
      case 'pay':
        return refusalOf(command, state) ?? [];
      case 'settle':
        return settle(command, state);
      case 'approved':
        return approve(command, state);
      case 'declined':
        if (state.state !== 'absent') return [];
        return [{ type: 'payment.declined', data: { ...chargeOf(command), reason: command.reason, at: command.at } }];
      case 'refunded':
        if (state.state !== 'refunding') return [];
        return [{ type: 'payment.refunded', data: { ...capturedOf(state), at: command.at } }];
      case 'refund':
        return refund(command, state);
      case 'returned':
        if (state.state !== 'returning' || state.refunds?.at(-1)?.refundId !== command.refundId) return [];
        return [{ type: 'payment.returned', data: { ...capturedOf(state), at: command.at } }];
      case 'uncharged':
        if (state.state !== 'voided' || state.due === undefined) return [];
        return [{ type: 'payment.voided', data: { ...orderOf(state), at: command.at } }];
    }
  },

  evolve(before, event) {
    const postings = before.state === 'absent' ? [] : before.postings;
    const state = event.type.slice('payment.'.length);
    return { ...event.data, state, postings: [...postings, ...postingsOf(event, before.state)] } as Known;
  },
};

/** The event that says what a payment is now. */
export function restatePayment(payment: Payment): PaymentEvent | undefined {
  if (payment.state === 'absent') return undefined;
  const { state, postings: _, ...data } = payment;
  return { type: `payment.${state}`, data } as PaymentEvent;
}

/** Why a payment with this state is no answer to this charge; none when it is captured, or not there yet. */
export function refusalOf(charge: Charge, state: Payment): Refusal | undefined {
  if (state.state === 'absent') return undefined;
  if (isAnother(charge, state) || ('amount' in state && state.amount !== charge.amount)) return keyReused;
  switch (state.state) {
    case 'captured':
    case 'returning':
    case 'returned':
      return undefined;
    case 'declined':
      return { refused: 'payment-declined', kind: 'payment-required', detail: state.reason };
    default:
      return {
        refused: 'payment-voided',
        kind: 'conflict',
        state: state.state,
        detail: 'This payment was given up: nothing stays charged. Pay under a new id.',
      };
  }
}

function settle({ at, inquireAt, ...order }: Command<'settle'>, state: Payment): Outcome {
  if (state.state === 'absent') return [{ type: 'payment.voided', data: { ...orderOf(order), at, due: inquireAt } }];
  if (isAnother(order, state)) return keyReused;
  if (state.state === 'returning') return underWay;
  if (state.state !== 'captured' && state.state !== 'returned') return [];
  const data = { ...capturedOf(state), at };
  return leftOf(state) > 0 ? [refunding(data)] : [{ type: 'payment.refunded', data }];
}

/** A part goes back once by its id, and never more than is left. One at a time: the provider is asked for each. */
function refund({ refundId, amount, at }: Command<'refund'>, state: Payment): Outcome {
  if (state.state === 'absent') return notFound('payment');
  const known = 'refunds' in state ? state.refunds?.find((part) => part.refundId === refundId) : undefined;
  if (known) return known.amount === amount ? [] : keyReused;
  if (state.state === 'returning') return underWay;
  if (state.state !== 'captured' && state.state !== 'returned') return notPaid(state.state);
  if (amount > leftOf(state)) return tooMuch(leftOf(state));
  const refunds = [...(state.refunds ?? []), { refundId, amount }];
  return [{ type: 'payment.returning', data: { ...capturedOf(state), refunds, at, due: at + refundTime } }];
}

/** Where the payment is closed already, the charge happened all the same, and is given back. */
function approve(command: Command<'approved'>, state: Payment): Outcome {
  const data = { ...chargeOf(command), reference: command.reference, at: command.at };
  switch (state.state) {
    case 'absent':
      return [{ type: 'payment.captured', data }];
    case 'voided':
    case 'declined':
      return [refunding(data)];
    default:
      return [];
  }
}

function refunding(data: Charge & { readonly reference: string; readonly at: number }): PaymentEvent {
  return { type: 'payment.refunding', data: { ...data, due: data.at + refundTime } };
}

const underWay: Refusal = {
  refused: 'refund-under-way',
  kind: 'unavailable',
  detail: 'Another part of this payment is being given back. Try again shortly.',
};

function notPaid(state: PaymentStatus): Refusal {
  return {
    refused: 'payment-not-paid',
    kind: 'conflict',
    state,
    detail: `A payment that is ${state} has no parts to give back.`,
  };
}

function tooMuch(left: number): Refusal {
  return { refused: 'refund-too-much', kind: 'invalid', detail: `Of this payment ${left} won are left to give back.` };
}

const keyReused: Refusal = {
  refused: 'key-reused',
  kind: 'invalid',
  detail: 'This id was used for a payment of another amount, member or order.',
};

type Order = Omit<Charge, 'amount'>;

function isAnother(order: Order, state: Order): boolean {
  return order.memberId !== state.memberId || order.orderId !== state.orderId || ownerOf(order) !== ownerOf(state);
}

type Captured = Extract<Known, { readonly state: 'captured' | 'returning' | 'returned' | 'refunding' }>;

function capturedOf({ reference, refunds, ...state }: Captured) {
  return { ...chargeOf(state), reference, ...(refunds && { refunds }) };
}

/** What of a charge was not given back in parts, or is not about to be. Whole won. */
export function leftOf({ amount, refunds = [] }: Pick<Captured, 'amount' | 'refunds'>): number {
  return refunds.reduce((left, part) => left - part.amount, amount);
}

function chargeOf({ amount, ...order }: Charge): Charge {
  return { amount, ...orderOf(order) };
}

function orderOf({ memberId, orderId, orderKind }: Order): Order {
  return { memberId, orderId, ...(orderKind !== undefined && { orderKind }) };
}
