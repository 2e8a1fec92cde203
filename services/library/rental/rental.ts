import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import { placeOf } from './place.contract.ts';
import type { CancelReason, RentalEvent, RentalStatus, RentalTerms, ReqState } from './rental.contract.ts';

/**
 * The rule of a rental: `requested → reserved → (waiting | ready) → rented → returned`, with the ways out
 * `declined`, `abandoning → abandoned` and `cancelled → refunded`. No reservation exists unless its payment
 * completed; one whose payment has an unknown outcome is given up, and settled, before anything else.
 */
export type Rental = { readonly state: 'new' } | Known;

/** A rental's state is what its newest event said, but for `ended`, which only repeats how it stands. */
type StateEvent = Exclude<RentalEvent, { type: 'library.rental.ended' }>;
type Known = {
  [E in StateEvent as E['type']]: E['data'] & {
    readonly state: StateAfter<E['type']>;
    /** In the queue of its title, while it waits. */
    readonly place?: string;
  };
}[StateEvent['type']];
type StateAfter<Type extends string> = Type extends 'library.rental.allocated'
  ? 'rented'
  : Type extends `library.rental.${infer Name extends RentalStatus}`
    ? Name
    : never;

export type RentalCommand =
  | {
      readonly type: 'request';
      readonly id: string;
      readonly memberId: string;
      readonly bookId: string;
      readonly amount: number;
      /** RFC 3339. */
      readonly at: string;
      /** Epoch ms: when the payment's outcome counts as unknown. */
      readonly due: number;
      readonly requestId: string;
      readonly wait?: boolean;
    }
  /** `paymentId`: the payment that these speak of; a late word about an earlier one changes nothing. */
  | { readonly type: 'confirm'; readonly paymentId: string }
  | { readonly type: 'decline'; readonly paymentId: string; readonly reason: string }
  /** Gives up, since the outcome of the payment is unknown; to be settled from `due` (epoch ms). */
  | { readonly type: 'abandon'; readonly due: number }
  /** Payment has made sure that nothing stays charged. */
  | { readonly type: 'settle'; readonly paymentId: string }
  | { readonly type: 'refund'; readonly paymentId: string }
  | { readonly type: 'hold'; readonly copy: number; readonly title: string; readonly toldBy: number }
  | { readonly type: 'queue'; readonly position: number; readonly title: string; readonly toldBy: number }
  | { readonly type: 'refuse'; readonly reason: Exclude<CancelReason, 'member' | 'no-free-copy'> }
  /** Has it ended? The title may have forgotten that, and asks. */
  | { readonly type: 'attest' }
  | { readonly type: 'cancel' | 'rental' | 'return'; readonly at: string; readonly requestId: string };

type Outcome = readonly RentalEvent[] | Refusal;
type Command<Type extends RentalCommand['type']> = Extract<RentalCommand, { type: Type }>;
type In<State extends RentalStatus> = Extract<Known, { state: State }>;

export const rental: Decider<Rental, RentalCommand, RentalEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return notFound('rental');
    switch (command.type) {
      case 'hold':
      case 'queue':
        return allocate(command, state);
      case 'refuse':
        if (!isPlaced(state)) return [];
        return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason: command.reason } }];
      case 'attest':
        return attest(state);
      case 'cancel':
      case 'rental':
      case 'return':
        return transition(command, state);
      default:
        return concludePayment(command, state);
    }
  },

  evolve(before, { type, data }) {
    if (type === 'library.rental.ended') return before;
    const state = type === 'library.rental.allocated' ? 'rented' : type.slice('library.rental.'.length);
    if (type === 'library.rental.waiting') return { ...data, state: 'waiting', place: placeOf(data) };
    return { ...data, state } as Known;
  },
};

/** A repeat joins what the first request began; one after an abandoned payment begins a new payment. */
function request(command: Command<'request'>, state: Rental): Outcome {
  const { memberId, bookId, amount, due, requestId, wait } = command;
  if (state.state !== 'new') {
    if (state.memberId !== memberId || state.bookId !== bookId)
      return {
        refused: 'key-reused',
        kind: 'invalid',
        detail: 'This key was used for a reservation of another book or member.',
      };
    if (state.state === 'declined') return declined(state.reason);
    if (state.state === 'abandoning') return unpayable;
    if (state.state !== 'abandoned') return [];
  }
  const attempt = state.state === 'new' ? 1 : state.attempt + 1;
  const paymentId = attempt === 1 ? command.id : `${command.id}.${attempt}`;
  const terms = {
    memberId,
    bookId,
    amount,
    paymentId,
    attempt,
    requestedAt: command.at,
    ...(wait === false && { wait }),
  };
  return [{ type: 'library.rental.requested', data: { ...terms, requestId, due } }];
}

/** A word of a payment that comes again, or late about an earlier one, changes nothing. */
function concludePayment(
  command: Command<'confirm' | 'decline' | 'abandon' | 'settle' | 'refund'>,
  state: Known,
): Outcome {
  const { type } = command;
  if (type === 'confirm') return confirm(command, state);
  if (type !== 'abandon' && command.paymentId !== state.paymentId) return [];
  if (type === 'decline' && state.state === 'requested')
    return [{ type: 'library.rental.declined', data: { ...termsOf(state), reason: command.reason } }];
  if (type === 'abandon' && state.state === 'requested')
    return [{ type: 'library.rental.abandoning', data: { ...dataOf(state), due: command.due } }];
  if (type === 'settle' && state.state === 'abandoning')
    return [{ type: 'library.rental.abandoned', data: termsOf(state) }];
  if (type === 'refund' && state.state === 'cancelled')
    return [{ type: 'library.rental.refunded', data: dataOf(state) }];
  return [];
}

function confirm({ paymentId }: Command<'confirm'>, state: Known): Outcome {
  if (paymentId !== state.paymentId) return unpayable;
  switch (state.state) {
    case 'requested':
      return [{ type: 'library.rental.reserved', data: termsOf(state) }];
    case 'declined':
      return declined(state.reason);
    case 'abandoning':
    case 'abandoned':
      return unpayable;
    default:
      return [];
  }
}

/** The newest word of the title counts. A rental that was taken before it has no place in the queue. */
function allocate(command: Command<'hold' | 'queue'>, state: Known): Outcome {
  if (!isPlaced(state) && state.state !== 'rented') return [];
  const { type, ...allocation } = command;
  if ('toldBy' in state && (state.toldBy ?? 0) >= allocation.toldBy) return [];
  if (state.state === 'rented') {
    const { copy: _, ...loan } = dataOf(state);
    const { title, toldBy } = command;
    const told = command.type === 'hold' ? { copy: command.copy, title, toldBy } : { title, toldBy };
    return [{ type: 'library.rental.allocated', data: { ...loan, ...told } }];
  }
  if (type === 'queue' && state.state === 'reserved' && state.wait === false)
    return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason: 'no-free-copy' } }];
  const data = { ...termsOf(state), ...allocation };
  return [{ type: type === 'hold' ? 'library.rental.ready' : 'library.rental.waiting', data }];
}

/** One that has not ended will tell the title of its end in its time. */
function attest(state: Known): Outcome {
  const isReturned = state.state === 'returned';
  if (!isReturned && state.state !== 'cancelled' && state.state !== 'refunded') return [];
  return [{ type: 'library.rental.ended', data: { ...termsOf(state), by: isReturned ? 'return' : 'cancel' } }];
}

/**
 * A check-out is accepted while the allocation is unknown, since the member stands there with the book;
 * not for a rental that is known to be waiting.
 */
function transition(command: Command<'cancel' | 'rental' | 'return'>, state: Known): Outcome {
  const { type, at, requestId } = command;
  if ('requestId' in state && state.requestId === requestId && askedFor[state.state] === type) return [];
  if (type === 'cancel' && isPlaced(state))
    return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason: 'member', requestId } }];
  if (type === 'rental' && (state.state === 'reserved' || state.state === 'ready'))
    return [{ type: 'library.rental.rented', data: { ...dataOf(state), rentedAt: at, requestId } }];
  if (type === 'return' && state.state === 'rented')
    return [{ type: 'library.rental.returned', data: { ...dataOf(state), returnedAt: at, requestId } }];
  return {
    refused: 'rental-state',
    kind: 'conflict',
    state: state.state,
    detail: `A rental that is ${state.state} does not take "${type}".`,
  };
}

/** @param waiting how many wait for the title already */
export function wouldWait(waiting: number): Refusal {
  const detail = `No copy is free: it would be number ${waiting + 1} in the queue. Nothing was charged.`;
  return { refused: 'would-wait', kind: 'conflict', detail };
}

export const unpayable: Refusal = {
  refused: 'payment-unavailable',
  kind: 'unavailable',
  detail: 'The payment could not be completed and nothing stays charged. Try again shortly.',
};

export const withdrawn: Refusal = {
  refused: 'title-withdrawn',
  kind: 'conflict',
  detail: 'The library no longer has this title. Nothing was charged.',
};

function declined(reason: string): Refusal {
  return { refused: 'payment-declined', kind: 'payment-required', detail: `The payment was declined: ${reason}.` };
}

/** What was asked for last, in the seeds' words. */
export const askedFor: Readonly<Record<RentalStatus, ReqState>> = {
  requested: 'reserve',
  declined: 'reserve',
  abandoning: 'reserve',
  abandoned: 'reserve',
  reserved: 'reserve',
  waiting: 'reserve',
  ready: 'reserve',
  rented: 'rental',
  returned: 'return',
  cancelled: 'cancel',
  refunded: 'cancel',
};

/** Reserved and not yet taken. */
function isPlaced(state: Known): state is In<'reserved' | 'waiting' | 'ready'> {
  return ['reserved', 'waiting', 'ready'].includes(state.state);
}

function termsOf({ memberId, bookId, amount, paymentId, attempt, requestedAt, wait }: RentalTerms): RentalTerms {
  return { memberId, bookId, amount, paymentId, attempt, requestedAt, ...(wait === false && { wait }) };
}

/** What the newest event said. */
function dataOf<State extends Known>({ state: _, place: _place, ...data }: State): Omit<State, 'state' | 'place'> {
  return data;
}
