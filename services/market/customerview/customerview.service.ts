import { defineView } from '../../../mixins/view.ts';
import { followedOrders, type OrderEnvelope, type OrderState, orderEvents, shownOf } from '../order/order.contract.ts';
import { type CustomerRow, customerviewListing } from './customerview.contract.ts';

/** A customer's page, made of the events of orders. */
export default defineView({
  name: 'market.customerview',
  records: {
    noun: 'market-mypage',
    collection: { name: 'customerview', columns: { customerId: { type: 'text', index: 'all', fixed: true } } },
    owner: 'customerId',
    ...customerviewListing,
    present: (row) => row,
  },
  follows: { pattern: followedOrders, data: orderEvents, project: rowOf },
  isLive: true,
});

/** The row of an order after the event. */
function rowOf({ type, time: updatedAt, version, data }: OrderEnvelope): Omit<CustomerRow, 'id'> {
  const state = type.slice('market.order.'.length) as OrderState;
  return { ...shownOf(state, data), updatedAt, version };
}
