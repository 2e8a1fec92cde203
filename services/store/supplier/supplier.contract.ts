import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule } from '../../../mixins/contract/rules.ts';
import { wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { orderFields } from '../product/product.contract.ts';

/** What others may depend on of the supplier (공급자). Its ids are those of the orders. */

const shipment = { productId: idRule, ...orderFields } as const;

export const supplierEvents = defineEvents({
  'store.supplier.shipped': { about: 'The supplier brings what was ordered.', data: shipment },
});
export type SupplierEvent = EventsOf<typeof supplierEvents>;
export type SupplierEnvelope = EnvelopeOf<SupplierEvent>;

const order = defineAnswer(
  'StoreSupplierOrder',
  { id: idRule, status: wordRule('Shipped'), ...shipment },
  {
    ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', status: 'Shipped' },
    ...{ productId: '1', productName: 'Milk', productPrice: 1_200, productQty: 10 },
  },
);
export type SupplierOrderView = Answered<typeof order>;
export const supplierListing: Listing = { filters: ['productId'], sorts: [] };

export const supplierActions = readActions('store.supplier', {
  row: order,
  listing: supplierListing,
  about: { get: 'One order that the supplier has shipped.', list: 'Orders that the supplier has shipped.' },
  missing: notFound('store-supplier-order'),
});
