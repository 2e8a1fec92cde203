import type { Context } from 'moleculer';
import { nowOf } from '../../mixins/clock.ts';
import type { Word } from '../../mixins/kernel/intent.ts';
import { callPayment, isRefusedByPayment } from './payment.api.contract.ts';
import type { Charge } from './payment.contract.ts';

/**
 * Asks payment to charge under a key, and says what that means for the intent: `giveUp` when the outcome is unknown. A
 * timeout is not a failure: the charge may still arrive, so it is settled later.
 * @param timeout milliseconds
 */
export async function askForPayment(ctx: Context, key: string, charge: Charge, timeout: number): Promise<Word> {
  const pay = () => callPayment(ctx, 'payment.pay', { id: key, ...charge }, { timeout });
  try {
    await pay().catch((error) => (isGone(error) ? pay() : Promise.reject(error)));
    return { type: 'grant', key };
  } catch (error) {
    return isRefusedByPayment(error, 'payment.pay', 'payment-declined')
      ? { type: 'deny', key, reason: (error as Error).message }
      : { type: 'giveUp', key, due: nowOf(ctx.broker) };
  }
}

/** The node that was asked has vanished. Another one can be asked at once: a payment is charged once by its id. */
function isGone({ name }: Error): boolean {
  return name === 'RequestRejectedError';
}
