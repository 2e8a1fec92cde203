import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import type { FieldsOf, ValueOf } from '../../../mixins/contract/typed.ts';
import {
  byRule,
  countRule,
  epochMsRule,
  markRule,
  optional,
  textRule,
  timeRule,
  wonRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { overrideRule } from '../book/book.contract.ts';
import type { ReqState } from './rental.answers.contract.ts';

/**
 * What others may depend on of the rental service (대여): its events and actions. Events carry state: the
 * newest one of a rental tells its whole situation, so a reader needs no other.
 */

/** What each event carries. `due`, epoch ms: from then on the payment's outcome counts as unknown and is settled. */
const terms = {
  memberId: memberRule,
  bookId: idRule,
  /** Paid at reservation. */
  amount: wonRule,
  /** The payment's id, which is also the idempotency key of its charge. */
  paymentId: { ...idRule, max: 80 },
  /** Counts the payments that were tried: an abandoned rental may be asked for again. */
  attempt: countRule,
  /** When the member asked. */
  requestedAt: timeRule,
  /** `false`: the member wants a free copy or nothing. */
  wait: optional({ type: 'equal', value: false, strict: true, description: 'The member does not wait for a copy.' }),
} as const;

/** Where the title's copies stand for this rental; absent until the book service has told. `toldBy`: the title's version. */
const allocation = {
  copy: optional(countRule),
  /** In the title's waitlist when it was last told, from 1. */
  position: optional(countRule),
  title: optional(textRule(1_000)),
  toldBy: optional(countRule),
} as const;

/**
 * What the desk has to look at. `unchecked`: checked out while the book service could not be asked; gone once the title
 * has found the copy. `unlisted`: the title has no copy for it. `override`: staff took a copy that was held for another.
 */
const doubts = {
  unchecked: optional(markRule),
  unlisted: optional(markRule),
  override: optional(overrideRule),
} as const;

/** The request that asked for it, whose repeat changes nothing. */
const requestId = textRule(100);
/** Who checked it out, returned it or cancelled it; unknown in old events, and where nobody said who they are. */
const by = optional(byRule);
/**
 * `member`: asked for it; `staff` did it for them. The book service refused `unknown-title` and `withdrawn`: it has no
 * such title, or no longer; `stale` is found in old events only. `no-free-copy`: the member did not want to wait, and
 * the last free copy had just been taken.
 */
const reason = wordRule('member', 'staff', 'unknown-title', 'withdrawn', 'stale', 'no-free-copy');

const placed = { ...terms, ...allocation } as const;
const pending = { ...terms, requestId, due: epochMsRule } as const;
const rented = { ...placed, ...doubts, requestId, by, rentedAt: timeRule } as const;
const cancelled = { ...placed, requestId: optional(requestId), by, reason } as const;

/** Events carry state: the newest one of a rental tells its whole situation, so a reader needs no other. */
export const rentalEventDefinitions = defineEvents({
  'library.rental.requested': { about: 'A member asks for a book; payment is called next.', data: pending },
  'library.rental.abandoning': {
    about: 'Nobody knows whether it was paid: payment is asked to settle it.',
    data: pending,
  },
  'library.rental.abandoned': { about: 'It is given up, and nothing stays charged.', data: terms },
  'library.rental.reserved': { about: 'It is paid, and stands.', data: terms },
  'library.rental.declined': { about: 'Payment was declined.', data: { ...terms, reason: textRule(1_000) } },
  'library.rental.waiting': { about: 'It is queued for a copy, at this position.', data: placed },
  'library.rental.ready': { about: 'A copy is set aside.', data: placed },
  'library.rental.rented': { about: 'The member has the book.', data: rented },
  'library.rental.allocated': {
    about: 'It is known which copy the member has, after check-out, or that the title has none for it.',
    data: rented,
  },
  'library.rental.returned': { about: 'The book is back.', data: { ...rented, returnedAt: timeRule } },
  'library.rental.cancelled': { about: 'It is cancelled; the money goes back next.', data: cancelled },
  'library.rental.refunded': { about: 'The money is back.', data: cancelled },
  'library.rental.ended': {
    about: 'It ended before: the title asked, since it may have forgotten that.',
    data: { ...terms, by: wordRule('cancel', 'return'), toldBy: countRule },
  },
});

export type RentalEvent = EventsOf<typeof rentalEventDefinitions>;

export type RentalTerms = FieldsOf<typeof terms>;
export type Allocation = FieldsOf<typeof allocation>;
export type CancelReason = ValueOf<typeof reason>;

export type RentalEnvelope = EnvelopeOf<RentalEvent>;

export const rentalEvents = 'library.rental.*';

/** The owner of what is charged for a rental. */
export const rentalOrder = 'library.rental';

/** `rental.reserve`: refused `payment-declined`, `payment-unavailable`, `key-reused`, `title-withdrawn`, `would-wait`. */
export interface ReserveParams {
  /** Chosen by the caller, so that a repeat is the same rental. */
  readonly id: string;
  readonly memberId: string;
  readonly bookId: string;
  /** `false`: only if a copy is free. It is refused `would-wait`, or refunded if the last copy goes at that moment. */
  readonly wait?: boolean;
}

/** `rental.transition`: refused `rental-not-found`, `rental-state`, `allocation-unknown`, `desk-only`, `staff-only`. */
export interface TransitionParams {
  readonly id: string;
  readonly reqState: Exclude<ReqState, 'reserve'>;
  /** With `rental`, by staff: a copy is taken even if it is held for another, who then is the first to wait. */
  readonly override?: { readonly reason: string };
}

export type {
  RentalHistory,
  RentalStatus,
  RentalStep,
  RentalView,
  ReqState,
  Terms,
} from './rental.answers.contract.ts';
