import type { EnvelopeOf } from '../../mixins/kernel/event.ts';

/** What others may depend on of the payment service, which serves every system of Yeyak. */

export interface Charge {
  /** Whole won. */
  readonly amount: number;
  readonly memberId: string;
  /** What is paid for, in the words of the system that asks: a rental's id. */
  readonly orderId: string;
}

export type PaymentEvent =
  | { readonly type: 'payment.captured'; readonly data: Charge & { readonly reference: string } }
  | { readonly type: 'payment.declined'; readonly data: Charge & { readonly reason: string } }
  /** The provider has yet to give the money back. */
  | { readonly type: 'payment.refunding'; readonly data: Charge }
  | { readonly type: 'payment.refunded'; readonly data: Charge }
  /** A tombstone: nothing was charged under this id, and nothing will be. */
  | { readonly type: 'payment.voided'; readonly data: Omit<Charge, 'amount'> };

export type PaymentEnvelope = EnvelopeOf<PaymentEvent>;

export const paymentEvents = 'payment.*';

export type PaymentStatus = 'captured' | 'declined' | 'refunding' | 'refunded' | 'voided';

/**
 * `payment.pay`: charges once per id; a repeat answers what the first one did.
 * Refused `payment-declined`, `payment-voided`; throws `payment-unavailable` when the outcome is unknown.
 */
export interface PayParams extends Charge {
  /** The idempotency key. */
  readonly id: string;
}

/**
 * `payment.settle`: makes sure that nothing stays charged under this id, now or later. Charges nothing.
 * Answers when the refund or the tombstone is durable.
 */
export interface SettleParams extends Omit<Charge, 'amount'> {
  readonly id: string;
}

/** What `payment.pay`, `settle`, `get` and `list` answer with. */
export interface PaymentView {
  readonly id: string;
  readonly memberId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly state: PaymentStatus;
  readonly reference?: string;
  readonly reason?: string;
  /** RFC 3339. */
  readonly updatedAt: string;
}

/**
 * `payment.sandbox`: how the sandbox provider behaves from now on, on every node; answers the settings.
 * With a delay beyond the caller's deadline it charges all the same: the answer comes late.
 */
export interface SandboxSettings {
  readonly mode: 'approve' | 'decline' | 'fail';
  /** Milliseconds before the provider answers. */
  readonly delayMs: number;
}
