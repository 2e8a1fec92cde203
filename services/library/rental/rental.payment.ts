import type { Context, ServiceBroker } from 'moleculer';
import { canBeCalled } from '../../../mixins/callable.ts';
import { callPayment, isRefusedByPayment } from '../../payment/payment.api.contract.ts';
import type { RentalTerms } from './rental.contract.ts';
import type { RentalCommand } from './rental.ts';

/**
 * Asks payment to charge, and says what that means for the rental: `confirm`, `decline`, or `abandon` when
 * the outcome is unknown. A timeout is not a failure: the charge may still arrive, so it is settled later.
 */
export async function charge(ctx: Context, id: string, terms: RentalTerms, timeout: number): Promise<RentalCommand> {
  const { paymentId, memberId, amount } = terms;
  const pay = () => callPayment(ctx, 'payment.pay', { id: paymentId, memberId, amount, orderId: id }, { timeout });
  try {
    await pay().catch((error) => (isGone(error) ? pay() : Promise.reject(error)));
    return { type: 'confirm', paymentId };
  } catch (error) {
    return isRefusedByPayment(error, 'payment.pay', 'payment-declined')
      ? { type: 'decline', paymentId, reason: (error as Error).message }
      : { type: 'abandon', due: Date.now() };
  }
}

/** The node that was asked has vanished. Another one can be asked at once: a payment is charged once by its id. */
function isGone({ name }: Error): boolean {
  return name === 'RequestRejectedError';
}

/** Asking first whether payment can be called at all sheds load before anything is written. */
export function isPayable(broker: ServiceBroker): boolean {
  return canBeCalled(broker, 'payment.pay');
}
