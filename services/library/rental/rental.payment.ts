import type { IntentOptions } from '../../../mixins/intent.mixin.ts';
import { callPayment } from '../../payment/payment.api.contract.ts';
import { commandOf, intentOf } from './payment-word.ts';
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
