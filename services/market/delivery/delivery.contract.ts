import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { countRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';

/** What others may depend on of deliveries (배송). Their ids are those of the orders. */

const parcel = { orderId: idRule, bookId: idRule, qty: countRule, customerId: memberRule } as const;

export const deliveryEvents = defineEvents({
  'market.delivery.shipped': { about: 'An order that is paid is on its way.', data: parcel },
  'market.delivery.cancelled': {
    about: 'An order was cancelled: its delivery is called back, or never begins.',
    data: parcel,
  },
});
export type DeliveryEvent = EventsOf<typeof deliveryEvents>;
export type DeliveryEnvelope = EnvelopeOf<DeliveryEvent>;

const id = 'C4YNWHYYD0SAWMZNA62MKN6EB4';
const delivery = defineAnswer(
  'MarketDelivery',
  { id: idRule, status: wordRule('Shipped', 'Cancelled'), ...parcel },
  { id, status: 'Shipped', orderId: id, bookId: '10', qty: 1, customerId: '33' },
);
export type DeliveryView = Answered<typeof delivery>;
export const deliveryListing: Listing = { filters: ['customerId', 'status'], sorts: [], member: 'customerId' };

export const deliveryActions = readActions('market.delivery', {
  row: delivery,
  listing: deliveryListing,
  about: { get: 'One delivery.', list: 'Deliveries.' },
  missing: notFound('market-delivery'),
  refusals: [othersRecords],
});
