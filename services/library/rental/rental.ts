import { type Decider, notFound, type Refusal } from '../../../mixins/kernel/decider.ts';
import { hear, keyOf } from '../../../mixins/kernel/intent.ts';
import { intentOf, type PaymentWord, wordOf } from './payment-word.ts';
import { refusalOf } from './permission.ts';
import { placeOf } from './place.contract.ts';
import { allocationUnknown, declined, keyReused, notInState, notWhileWaiting, unpayable } from './refusals.ts';
import type { Allocation, RentalEvent, RentalStatus, RentalTerms, ReqState } from './rental.contract.ts';
import type { Command, In, Known, Rental, RentalCommand } from './state.ts';

export type { Rental, RentalCommand } from './state.ts';

type Outcome = readonly RentalEvent[] | Refusal;

/**
 * The rule of a rental: `requested → reserved → (waiting | ready) → rented → returned`, with the ways out
 * `declined`, `abandoning → abandoned` and `cancelled → refunded`. No reservation exists unless its payment
 * completed; one whose payment has an unknown outcome is given up, and settled, before anything else.
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
      case 'attest':
        return attest(command, state);
      case 'cancel':
      case 'rental':
      case 'return':
        return transition(command, state);
      default:
        return concludePayment(command, state);
    }
  },

  evolve(before, { type, data }) {
    if (type === 'library.rental.ended') return { ...before, attested: data.toldBy } as Known;
    const state = type === 'library.rental.allocated' ? 'rented' : type.slice('library.rental.'.length);
    if (type === 'library.rental.waiting') return { ...data, state: 'waiting', place: placeOf(data) };
    const { attested } = before as Known;
    return { ...data, state, ...(attested !== undefined && { attested }) } as Known;
  },
};

/** A repeat joins what the first request began; one after an abandoned payment begins a new payment. */
function request(command: Command<'request'>, state: Rental): Outcome {
  const { memberId, bookId, amount, due, requestId, wait } = command;
  if (state.state !== 'new') {
    if (state.memberId !== memberId || state.bookId !== bookId) return keyReused;
    if (state.state === 'declined') return declined(state.reason);
    if (state.state === 'abandoning') return unpayable;
    if (state.state !== 'abandoned') return [];
  }
  const attempt = state.state === 'new' ? 1 : state.attempt + 1;
  const terms = {
    memberId,
    bookId,
    amount,
    paymentId: keyOf(command.id, attempt),
    attempt,
    requestedAt: command.at,
    ...(wait === false && { wait }),
  };
  // What costs nothing is not paid for.
  if (amount === 0) return [{ type: 'library.rental.reserved', data: terms }];
  return [{ type: 'library.rental.requested', data: { ...terms, requestId, due } }];
}

/** A word of a payment that comes again, or late about an earlier one, changes nothing. */
function concludePayment(command: PaymentWord | Command<'refund'>, state: Known): Outcome {
  if (command.type === 'refund')
    return state.state === 'cancelled' && command.paymentId === state.paymentId
      ? [{ type: 'library.rental.refunded', data: dataOf(state) }]
      : [];
  switch (hear(wordOf(command, state.paymentId), intentOf(state))) {
    case 'granted':
      return [{ type: 'library.rental.reserved', data: termsOf(state) }];
    case 'denied':
      return [
        {
          type: 'library.rental.declined',
          data: { ...termsOf(state), reason: (command as Command<'decline'>).reason },
        },
      ];
    case 'abandoning':
      return [
        {
          type: 'library.rental.abandoning',
          data: { ...dataOf(state as In<'requested'>), due: (command as Command<'abandon'>).due },
        },
      ];
    case 'abandoned':
      return [{ type: 'library.rental.abandoned', data: termsOf(state) }];
    case 'void':
      return state.state === 'declined' && 'paymentId' in command && command.paymentId === state.paymentId
        ? declined(state.reason)
        : unpayable;
    default:
      return [];
  }
}

/** The newest word of the title counts. A rental that was taken before it has no place in the queue. */
function allocate(command: Command<'hold' | 'queue'>, state: Known): Outcome {
  if (state.state === 'rented') return learnCopy(command, state);
  if (!isPlaced(state)) return [];
  const { type, ...allocation } = command;
  if ('toldBy' in state && (state.toldBy ?? 0) >= allocation.toldBy) return [];
  if (type === 'queue' && state.state === 'reserved' && state.wait === false)
    return [{ type: 'library.rental.cancelled', data: { ...dataOf(state), reason: 'no-free-copy' } }];
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

/** One that has not ended will tell the title of its end in its time. A question that comes again is answered once. */
function attest({ toldBy }: Command<'attest'>, state: Known): Outcome {
  const isReturned = state.state === 'returned';
  if (!isReturned && state.state !== 'cancelled' && state.state !== 'refunded') return [];
  if ((state.attested ?? 0) >= toldBy) return [];
  const by = isReturned ? 'return' : 'cancel';
  return [{ type: 'library.rental.ended', data: { ...termsOf(state), by, toldBy } }];
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
  if (state.state === 'waiting' && type === 'rental') return notWhileWaiting(state.position);
  return notInState(state.state, type);
}

/** Without the title's word it is taken only when the title cannot be asked, and then it is marked for the desk. */
function checkOut(command: Command<'rental'>, state: In<'reserved' | 'waiting' | 'ready'>): Outcome {
  const { at, requestId, by, unchecked, override } = command;
  const { position: _, ...placed } = dataOf(state) as RentalTerms & Allocation;
  const data = { ...placed, rentedAt: at, requestId, ...(by && { by }), ...(override && { override }) };
  if (state.state === 'ready') return [{ type: 'library.rental.rented', data }];
  return unchecked ? [{ type: 'library.rental.rented', data: { ...data, unchecked } }] : allocationUnknown;
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
function dataOf<State extends Known>({
  state: _,
  place: _place,
  attested: _attested,
  ...data
}: State): Omit<State, 'state' | 'place' | 'attested'> {
  return data;
}
