import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import { refusalOf } from './permission.ts';
import type { Allocation, RentalEvent, RentalStatus, RentalTerms, ReqState } from './rental.contract.ts';
import type { Command, In, Known, Rental, RentalCommand } from './state.ts';

export type { Rental, RentalCommand } from './state.ts';

type Outcome = readonly RentalEvent[] | Refusal;

/**
 * The rule of a rental: `requested → reserved → (waiting | ready) → rented → returned`, with the ways out
 * `declined`, `abandoning → abandoned` and `cancelled → refunded`. No reservation exists unless its payment
 * completed; a rental whose payment has an unknown outcome is given up, and settled, before anything else.
 */
export const rental: Decider<Rental, RentalCommand, RentalEvent> = {
  initial: { state: 'new' },

  decide(command, state) {
    if (command.type === 'request') return request(command, state);
    if (state.state === 'new') return notFound('rental');
    switch (command.type) {
      case 'hold':
      case 'queue':
        return allocate(command, state);
      case 'lend':
        return state.state === 'rented' ? learnCopy(command, state) : [];
      case 'refuse':
        if (!isPlaced(state)) return [];
        return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason: command.reason } }];
      case 'cancel':
      case 'rental':
      case 'return':
        return transition(command, state);
      default:
        return concludePayment(command, state);
    }
  },

  evolve(_state, { type, data }) {
    const state = type === 'library.rental.allocated' ? 'rented' : type.slice('library.rental.'.length);
    return { ...data, state } as Known;
  },
};

/** A repeat joins what the first request began; one after an abandoned payment begins a new payment. */
function request(command: Command<'request'>, state: Rental): Outcome {
  const { memberId, bookId, amount, due, requestId } = command;
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
  const terms = { memberId, bookId, amount, paymentId, attempt, requestedAt: command.at };
  return [{ type: 'library.rental.requested', data: { ...terms, requestId, due } }];
}

/** What became of the payment; a word that comes again, or late about an earlier payment, changes nothing. */
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

/**
 * The newest word of the title counts; older ones may arrive late. A rental that was taken before the title
 * gave its word has no place in the queue, and no copy but one that is held for it.
 */
function allocate(command: Command<'hold' | 'queue'>, state: Known): Outcome {
  if (state.state === 'rented') return learnCopy(command, state);
  if (!isPlaced(state)) return [];
  const { type, ...allocation } = command;
  if ('toldBy' in state && (state.toldBy ?? 0) >= allocation.toldBy) return [];
  const data = { ...termsOf(state), ...allocation };
  return [{ type: type === 'hold' ? 'library.rental.ready' : 'library.rental.waiting', data }];
}

/** What the title says of a loan. One that it has in its queue is unknown to it as a loan: it will say more. */
function learnCopy(command: Command<'hold' | 'queue' | 'lend'>, state: In<'rented'>): Outcome {
  const { title = state.title, toldBy } = command;
  if ((state.toldBy ?? 0) >= toldBy) return [];
  const { copy: _, unchecked, unlisted, ...loan } = dataOf(state);
  const told = { ...loan, ...(title !== undefined && { title }), toldBy };
  if (command.type !== 'queue' && command.copy !== null)
    return [{ type: 'library.rental.allocated', data: { ...told, copy: command.copy } }];
  const doubts = {
    ...(unchecked && { unchecked }),
    ...((unlisted || command.type === 'lend') && { unlisted: true as const }),
  };
  return [{ type: 'library.rental.allocated', data: { ...told, ...doubts } }];
}

function transition(command: Command<'cancel' | 'rental' | 'return'>, state: Known): Outcome {
  const { type, at, requestId, by } = command;
  if ('requestId' in state && state.requestId === requestId && askedFor[state.state] === type) return [];
  const refusal = refusalOf(command);
  if (refusal) return refusal;
  const done = { requestId, ...(by && { by }) };
  if (type === 'cancel' && isPlaced(state)) {
    const reason = by && by.role !== 'member' && by.id !== state.memberId ? 'staff' : 'member';
    return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason, ...done } }];
  }
  if (type === 'rental' && isPlaced(state) && (state.state !== 'waiting' || command.override))
    return checkOut(command, state);
  if (type === 'return' && state.state === 'rented') {
    const { by: _, ...loan } = dataOf(state);
    return [{ type: 'library.rental.returned', data: { ...loan, returnedAt: at, ...done } }];
  }
  const place = state.state === 'waiting' && state.position ? `waiting, at place ${state.position},` : state.state;
  return {
    refused: 'rental-state',
    kind: 'conflict',
    state: state.state,
    detail: `A rental that is ${place} does not take "${type}".`,
  };
}

/** Without the title's word it is taken only when the title cannot be asked, and then it is marked for the desk. */
function checkOut(command: Command<'rental'>, state: In<'reserved' | 'waiting' | 'ready'>): Outcome {
  const { at, requestId, by, unchecked, override } = command;
  const { position: _, ...placed } = dataOf(state) as RentalTerms & Allocation;
  const data = { ...placed, rentedAt: at, requestId, ...(by && { by }), ...(override && { override }) };
  if (state.state === 'ready') return [{ type: 'library.rental.rented', data }];
  return unchecked ? [{ type: 'library.rental.rented', data: { ...data, unchecked } }] : allocationUnknown;
}

export const allocationUnknown: Refusal = {
  refused: 'allocation-unknown',
  kind: 'unavailable',
  detail: 'The title has not said yet whether a copy is there for this rental. Nothing was changed: try again shortly.',
};

export const unpayable: Refusal = {
  refused: 'payment-unavailable',
  kind: 'unavailable',
  detail: 'The payment could not be completed and nothing stays charged. Try again shortly.',
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
  return state.state === 'reserved' || state.state === 'waiting' || state.state === 'ready';
}

function termsOf({ memberId, bookId, amount, paymentId, attempt, requestedAt }: RentalTerms): RentalTerms {
  return { memberId, bookId, amount, paymentId, attempt, requestedAt };
}

/** What the newest event said. */
function dataOf<State extends Known>({ state: _, ...data }: State): Omit<State, 'state'> {
  return data;
}
