import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { described, optional, textRule, timeRule, wonRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { priceRule, productNameRule, qtyRule } from '../product/product.contract.ts';
import { type ReservationEnvelope, rowOf, stateRule, statusRule } from '../reservation/reservation.contract.ts';

/** What others may depend on of the dashboard: a row for each reservation, in the words of the documents. */

export const dashboardRow = defineAnswer(
  'StoreDashboardRow',
  {
    ...{ id: idRule, reserveId: idRule, state: stateRule, reserveStatus: optional(statusRule) },
    ...{ productId: idRule, productName: productNameRule, productPrice: priceRule, reserveQty: qtyRule },
    ...{ customerId: memberRule, totalPrice: wonRule, reserveDate: timeRule },
    customerName: described(textRule(100), 'Masked.'),
    customerPhone: described(textRule(20), 'Masked.'),
    ...{ cancelDate: optional(timeRule), pickupDate: optional(timeRule), reason: optional(textRule(200)), ...rowRules },
  },
  {
    ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', reserveId: 'C4YNWHYYD0SAWMZNA62MKN6EB4', state: 'ready' },
    ...{ reserveStatus: 'RESERVE', productId: '1', productName: 'Milk', productPrice: 1_200, reserveQty: 2 },
    ...{ customerId: '2', customerName: 'S*m', customerPhone: '010-****-0279', totalPrice: 2_400 },
    ...{ reserveDate: '2026-01-02T09:00:00.000Z', updatedAt: '2026-01-02T09:00:00.020Z', version: 3 },
  },
);
export type DashboardRow = Answered<typeof dashboardRow>;
export const dashboardListing: Listing = {
  filters: ['customerId', 'productId', 'state'],
  sorts: [],
  member: 'customerId',
};

/** The row after an event of a reservation. */
export function dashboardRowOf(event: ReservationEnvelope): Omit<DashboardRow, 'id'> {
  const { status: reserveStatus, qty: reserveQty, date: reserveDate, paymentId: _, ...row } = rowOf(event);
  return { ...row, reserveId: event.subject, reserveQty, reserveDate, ...(reserveStatus && { reserveStatus }) };
}

export const dashboardActions = readActions('store.dashboard', {
  row: dashboardRow,
  listing: dashboardListing,
  about: { get: 'One reservation of the dashboard.', list: 'Reservations as they stand.' },
  missing: notFound('store-dashboard'),
  refusals: [othersRecords],
});
