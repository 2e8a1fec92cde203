import type { RentalEnvelope } from '../library/rental/rental.contract.ts';
import type { SettleParams } from './payment.contract.ts';

/** What a system publishes when something that was paid for is cancelled. */
export type Cancellation = Extract<RentalEnvelope, { type: 'library.rental.cancelled' }>;

/** The events that cancel what was paid for, and the payment that each of them settles. */
export const cancellations: { readonly [Type in Cancellation['type']]: (event: Cancellation) => SettleParams } = {
  'library.rental.cancelled': ({ subject, data }) => ({
    id: data.paymentId,
    memberId: data.memberId,
    orderId: subject,
  }),
};
