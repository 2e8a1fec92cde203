import { defineView } from '../../../mixins/view.ts';
import { followedOrders, type OrderEnvelope, orderEvents, rowOf } from '../order/order.contract.ts';
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
  follows: {
    pattern: followedOrders,
    data: orderEvents,
    project: (event: OrderEnvelope): Omit<CustomerRow, 'id'> => rowOf(event),
  },
  isLive: true,
});
