/**
 * The company that moves the money. Every method is idempotent by key, may be slow, and throws when it is not
 * known to have worked.
 */
export interface PaymentProvider {
  /** Charges once per key: a repeat answers what the first one did. */
  charge(order: ChargeOrder): Promise<ChargeAnswer>;
  /** Gives back all that was charged under the key. */
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

export type RefundOrder = Pick<ChargeOrder, 'key' | 'amount'>;

export type ChargeAnswer =
  | { readonly type: 'approved' /** The provider's name for the charge. */; readonly reference: string }
  | { readonly type: 'declined' /** For people. */; readonly reason: string };

export interface StandingCharge {
  readonly amount: number;
  readonly reference: string;
}
