import type { Envelope } from '../../../mixins/kernel/event.ts';

/**
 * What others may depend on of the rental service: its events and actions. State-carrying: an event holds
 * all that a reader needs, so the newest one alone tells the situation.
 */

export interface RentalTerms {
  readonly memberId: string;
  readonly bookId: string;
  /** Whole won, paid at reservation. */
  readonly amount: number;
  /** The payment's id, which is also the idempotency key of its charge. */
  readonly paymentId: string;
  /** RFC 3339: when the member asked. */
  readonly requestedAt: string;
}

/** Where the title's copies stand for this rental. */
export interface Allocation {
  /** Number of the copy that is held, from 1. */
  readonly copy?: number;
  /** Place in the title's waitlist when it was last told, from 1. */
  readonly position?: number;
  readonly title?: string;
}

export type RentalEvent =
  | { readonly type: 'library.rental.requested'; readonly data: RentalTerms }
  | { readonly type: 'library.rental.reserved'; readonly data: RentalTerms }
  | { readonly type: 'library.rental.declined'; readonly data: RentalTerms & { readonly reason: string } }
  | { readonly type: 'library.rental.abandoning'; readonly data: RentalTerms }
  | { readonly type: 'library.rental.abandoned'; readonly data: RentalTerms }
  | { readonly type: 'library.rental.ready'; readonly data: RentalTerms & Allocation }
  | { readonly type: 'library.rental.waiting'; readonly data: RentalTerms & Allocation }
  | { readonly type: 'library.rental.rented'; readonly data: RentalTerms & Allocation & { readonly rentedAt: string } }
  | {
      readonly type: 'library.rental.returned';
      readonly data: RentalTerms & Allocation & { readonly rentedAt: string; readonly returnedAt: string };
    }
  | {
      readonly type: 'library.rental.cancelled';
      readonly data: RentalTerms & Allocation & { readonly reason: CancelReason };
    }
  | {
      readonly type: 'library.rental.refunded';
      readonly data: RentalTerms & Allocation & { readonly reason: CancelReason };
    };

export type CancelReason = 'member' | 'unknown-title' | 'stale';

export type RentalEnvelope = Envelope<RentalEvent>;

export const rentalEvents = 'library.rental.*';

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

/** `rental.reserve`: 201 at the gateway; refused `payment-declined`, `payment-unavailable`, `key-reused`. */
export interface ReserveParams {
  /** Chosen by the caller, so that a repeat is the same rental. */
  readonly id: string;
  readonly memberId: string;
  readonly bookId: string;
}

/** `rental.transition`: refused `rental-not-found`, `rental-state`. */
export interface TransitionParams {
  readonly id: string;
  readonly reqState: Exclude<ReqState, 'reserve'>;
}

/** What `rental.reserve`, `transition`, `get` and `list` answer with. */
export interface RentalView extends RentalTerms, Allocation {
  readonly id: string;
  readonly state: RentalStatus;
  readonly reqState: ReqState;
  readonly rentedAt?: string;
  readonly returnedAt?: string;
  readonly reason?: string;
}
