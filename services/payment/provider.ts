/**
 * The company that moves the money. Every method is idempotent by key, may be slow, and throws when it is not
 * known to have worked.
 */
export interface PaymentProvider {
  /** Charges once per key: a repeat answers what the first one did. */
  charge(order: ChargeOrder): Promise<ChargeAnswer>;
  /** Gives back what is left of a charge, or one part of it, once by its name. */
  refund(order: RefundOrder): Promise<void>;
  /** What stands charged under the key, if anything. */
  inquire(order: { readonly key: string }): Promise<StandingCharge | undefined>;
}

export interface ChargeOrder {
  readonly key: string;
  /** Whole won. */
  readonly amount: number;
  readonly memberId: string;
}

export interface RefundOrder extends Pick<ChargeOrder, 'key' | 'amount'> {
  /** The part's name; without one it is all that is left. */
  readonly part?: string;
}

export type ChargeAnswer =
  | { readonly type: 'approved' /** The provider's name for the charge. */; readonly reference: string }
  | { readonly type: 'declined' /** For people. */; readonly reason: string };

export interface StandingCharge {
  readonly amount: number;
  readonly reference: string;
}
