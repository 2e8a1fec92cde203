import type { Context } from 'moleculer';
import { nowOf } from '../../../mixins/clock.ts';
import type { IntentOptions } from '../../../mixins/intent.mixin.ts';
import { callPayment, isRefusedByPayment } from '../../payment/payment.api.contract.ts';
import { commandOf, intentOf, type PaymentWord } from './payment-word.ts';
import { unpayable } from './refusals.ts';
import { type RentalTerms, rentalEventDefinitions } from './rental.contract.ts';
import type { Rental, RentalCommand } from './state.ts';

/** A rental must be paid before it is. Payment remembers each answer, so that it can be asked again. */
export const paid: IntentOptions<Rental, RentalCommand> = {
  service: 'rental',
  intentOf,
  commandOf,
  pending: unpayable,
  remembers: true,
  undoneBy: { type: 'library.rental.cancelled', data: rentalEventDefinitions, replaces: 'payment' },
  async settle(ctx, id, state) {
    const { paymentId, memberId, amount } = state as RentalTerms;
    if (amount > 0) return callPayment(ctx, 'payment.settle', { id: paymentId, memberId, orderId: id });
    return this.execute(ctx, id, { type: 'refund', paymentId });
  },
};

/**
 * Asks payment to charge, and says what that means for the rental: `confirm`, `decline`, or `abandon` when
 * the outcome is unknown. A timeout is not a failure: the charge may still arrive, so it is settled later.
 */
export async function charge(ctx: Context, id: string, terms: RentalTerms, timeout: number): Promise<PaymentWord> {
  const { paymentId, memberId, amount } = terms;
  const pay = () => callPayment(ctx, 'payment.pay', { id: paymentId, memberId, amount, orderId: id }, { timeout });
  try {
    await pay().catch((error) => (isGone(error) ? pay() : Promise.reject(error)));
    return { type: 'confirm', paymentId };
  } catch (error) {
    return isRefusedByPayment(error, 'payment.pay', 'payment-declined')
      ? { type: 'decline', paymentId, reason: (error as Error).message }
      : { type: 'abandon', due: nowOf(ctx.broker) };
  }
}

/** The node that was asked has vanished. Another one can be asked at once: a payment is charged once by its id. */
function isGone({ name }: Error): boolean {
  return name === 'RequestRejectedError';
}
