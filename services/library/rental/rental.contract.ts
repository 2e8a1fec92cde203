import type { By } from '../../../mixins/kernel/by.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import type { Override } from '../book/book.contract.ts';

/**
 * What others may depend on of the rental service (대여): its events and actions. Events carry state: the
 * newest one of a rental tells its whole situation, so a reader needs no other.
 */

export interface RentalTerms {
  readonly memberId: string;
  readonly bookId: string;
  /** Whole won, paid at reservation. */
  readonly amount: number;
  /** The payment's id, which is also the idempotency key of its charge. */
  readonly paymentId: string;
  /** Counts the payments that were tried: an abandoned rental may be asked for again. */
  readonly attempt: number;
  /** RFC 3339: when the member asked. */
  readonly requestedAt: string;
  /** `false`: the member wants a free copy or nothing, and does not wait for one. */
  readonly wait?: false;
}

/** Where the title's copies stand for this rental; empty until the book service has told. */
export interface Allocation {
  /** Number of the copy that is set aside, from 1. */
  readonly copy?: number;
  /** Place in the title's waitlist when it was last told, from 1. */
  readonly position?: number;
  readonly title?: string;
  /** Version of the title that told it. */
  readonly toldBy?: number;
}

interface Asked {
  /** The request that asked for it, whose repeat changes nothing. */
  readonly requestId: string;
}

interface Done {
  /** Who checked it out, returned it or cancelled it; unknown in old events, and where nobody said who they are. */
  readonly by?: By;
}

/** What the desk has to look at: the book is out, and the title did not say which copy. */
interface Doubts {
  /** Checked out while the book service could not be asked; gone once the title has found the copy. */
  readonly unchecked?: true;
  /** The title has no copy for it: the member has one that the catalogue does not know. */
  readonly unlisted?: true;
  /** Staff took a copy that was held for another. */
  readonly override?: Override;
}

type Placed = RentalTerms & Allocation;
type Rented = Placed & Asked & Done & Doubts & { /** RFC 3339. */ readonly rentedAt: string };
type Cancelled = Placed & Partial<Asked> & Done & { readonly reason: CancelReason };

/**
 * `member`: asked for it; `staff` did it for them. The book service refused `unknown-title` and `withdrawn`: it has no
 * such title, or no longer; `stale` is found in old events only. `no-free-copy`: the member did not want to wait, and
 * the last free copy had just been taken.
 */
export type CancelReason = 'member' | 'staff' | 'unknown-title' | 'withdrawn' | 'stale' | 'no-free-copy';

type Named<Name extends string, Data> = Name extends string
  ? { readonly type: `library.rental.${Name}`; readonly data: Data }
  : never;

export type RentalEvent =
  /** `due`, epoch ms: from then on the payment's outcome counts as unknown and is settled. */
  | Named<'requested' | 'abandoning', RentalTerms & Asked & { readonly due: number }>
  | Named<'abandoned' | 'reserved', RentalTerms>
  | Named<'declined', RentalTerms & { readonly reason: string }>
  | Named<'waiting' | 'ready', Placed>
  | Named<'rented', Rented>
  /** The title told of the copy after the member had taken it, or that it has none for it. */
  | Named<'allocated', Rented>
  | Named<'returned', Rented & { /** RFC 3339. */ readonly returnedAt: string }>
  | Named<'cancelled' | 'refunded', Cancelled>
  /** Says again, to a title that asked, how the rental has ended. */
  | Named<'ended', RentalTerms & { readonly by: 'cancel' | 'return'; readonly toldBy: number }>;

const text = { type: 'string', min: 1, max: 200 } as const;
const memberId = { type: 'string', min: 1, max: 255 } as const;
const number = { type: 'number', integer: true, min: 1, optional: true } as const;
const optional = { type: 'string', optional: true } as const;
const flag = { type: 'equal', value: true, strict: true, optional: true } as const;

/** What the data of every event of a rental keep. */
export const rentalData = {
  memberId,
  bookId: text,
  paymentId: text,
  amount: { type: 'number', integer: true, min: 1 },
  attempt: { type: 'number', integer: true, min: 1 },
  requestedAt: text,
  wait: { type: 'boolean', optional: true },
  copy: number,
  position: number,
  title: optional,
  rentedAt: optional,
  returnedAt: optional,
  reason: optional,
  by: [
    { type: 'object', optional: true, props: { id: memberId, role: text } },
    { type: 'string', optional: true },
  ],
  unchecked: flag,
  unlisted: flag,
  override: { type: 'object', optional: true, props: { reason: text } },
} as const;

export type RentalEnvelope = EnvelopeOf<RentalEvent>;

export const rentalEvents = 'library.rental.*';

/** The owner of what is charged for a rental. */
export const rentalOrder = 'library.rental';

/** The situations of a rental. Passing ones, which never last, are `requested`, `abandoning` and `cancelled`. */
export type RentalStatus =
  | 'requested'
  | 'declined'
  | 'abandoning'
  | 'abandoned'
  | 'reserved'
  | 'waiting'
  | 'ready'
  | 'rented'
  | 'returned'
  | 'cancelled'
  | 'refunded';

/** The seeds' words for what was asked last. */
export type ReqState = 'reserve' | 'cancel' | 'rental' | 'return';

/** What `rental.terms` answers with. */
export interface Terms {
  /** Whole won, for one reservation. */
  readonly fee: number;
}

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

/** What `rental.reserve`, `transition`, `get` and `list` answer with. */
export interface RentalView extends Omit<RentalTerms, 'attempt' | 'wait'>, Omit<Allocation, 'toldBy'>, Doubts, Done {
  readonly id: string;
  readonly state: RentalStatus;
  readonly reqState: ReqState;
  readonly rentedAt?: string;
  readonly returnedAt?: string;
  readonly reason?: string;
}
