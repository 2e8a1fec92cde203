import type { Override } from '../book/book.contract.ts';
import type { Asked } from './permission.ts';
import type { CancelReason, RentalEvent, RentalStatus } from './rental.contract.ts';

/** The state of a rental, and what it can be told. */
export type Rental = { readonly state: 'new' } | Known;

/** A rental's state is what its newest event said, but for `ended`, which only repeats how it stands. */
type StateEvent = Exclude<RentalEvent, { type: 'library.rental.ended' }>;
export type Known = {
  [E in StateEvent as E['type']]: E['data'] & {
    readonly state: StateAfter<E['type']>;
    /** In the queue of its title, while it waits. */
    readonly place?: string;
    /** Version of the title that was last told again how the rental has ended. */
    readonly attested?: number;
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
  /** The title has lent it a copy that was not held for it, or none: it has one that the catalogue does not know. */
  | { readonly type: 'lend'; readonly copy: number | null; readonly title?: string; readonly toldBy: number }
  | { readonly type: 'refuse'; readonly reason: Exclude<CancelReason, 'member' | 'staff' | 'no-free-copy'> }
  /** Has it ended? The title may have forgotten that, and asks, at this version. */
  | { readonly type: 'attest'; readonly toldBy: number }
  /** `unchecked`: the title cannot be asked whether a copy is there. */
  | (Asking & { readonly type: 'rental'; readonly unchecked?: true })
  | (Asking & { readonly type: 'cancel' | 'return' });

interface Asking extends Pick<Asked, 'by' | 'selfService'> {
  /** Staff takes a copy that is held for another. */
  readonly override?: Override;
  /** RFC 3339. */
  readonly at: string;
  readonly requestId: string;
}

export type Command<Type extends RentalCommand['type']> = Extract<RentalCommand, { type: Type }>;
export type In<State extends RentalStatus> = Extract<Known, { state: State }>;
