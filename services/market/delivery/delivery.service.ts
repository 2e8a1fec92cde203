import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { followedOrders, type OrderEnvelope, orderEvents } from '../order/order.contract.ts';
import { type DeliveryView, deliveryListing } from './delivery.contract.ts';
import { type Delivery, delivery, followedTypes, followOrder, restateDelivery } from './delivery.ts';

/** Deliveries: they follow orders, and nobody waits for them. */
export default defineAggregate({
  name: 'market.delivery',
  decider: delivery,
  records: {
    noun: 'market-delivery',
    collection: {
      name: 'delivery',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        status: { type: 'text', index: 'all' },
      },
    },
    owner: 'customerId',
    ...deliveryListing,
    present: (record: Delivery & { readonly id: string }) => record as DeliveryView,
  },
  mixins: [repair(restateDelivery)],
  channels: {
    [followedOrders]: {
      types: followedTypes,
      data: orderEvents,
      maxInFlight: 256,
      handler(ctx: Context<OrderEnvelope>) {
        return this.follow(ctx, followOrder(ctx.params));
      },
    },
  },
});
