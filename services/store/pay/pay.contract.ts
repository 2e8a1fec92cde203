import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { optional, wonRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { ownerOf, type PaymentEnvelope } from '../../payment/payment.contract.ts';
import { reservationKind } from '../reservation/reservation.contract.ts';

/** What others may depend on of the payments of the store (결제): a row for each, as payment's newest event says. */

const payStatus = wordRule('captured', 'declined', 'refunding', 'refunded', 'returning', 'returned', 'voided');

const row = defineAnswer(
  'StorePayment',
  { ...{ id: idRule, reserveId: idRule, customerId: memberRule, payStatus, amount: optional(wonRule) }, ...rowRules },
  {
    ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', reserveId: 'C4YNWHYYD0SAWMZNA62MKN6EB4', customerId: '2' },
    ...{ payStatus: 'captured', amount: 2_400, updatedAt: '2026-01-02T09:00:00.020Z', version: 1 },
  },
);
export type PayRow = Answered<typeof row>;
export const payListing: Listing = { filters: ['customerId', 'reserveId'], sorts: [], member: 'customerId' };

/** The row after an event of a payment; none of a payment for another system. */
export function payRowOf({ type, time: updatedAt, version, data }: PaymentEnvelope): Omit<PayRow, 'id'> | undefined {
  if (ownerOf(data) !== reservationKind) return undefined;
  const payStatus = type.slice('payment.'.length) as PayRow['payStatus'];
  const whose = { reserveId: data.orderId, customerId: data.memberId };
  return { ...whose, payStatus, ...('amount' in data && { amount: data.amount }), updatedAt, version };
}

export const payActions = readActions('store.pay', {
  row,
  listing: payListing,
  about: { get: 'One payment of the store.', list: 'Payments of the store.' },
  missing: notFound('store-payment'),
  refusals: [othersRecords],
});
