import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { productEvents } from '../product/product.contract.ts';
import { type SupplierOrderView, supplierListing } from './supplier.contract.ts';
import { followOrdered, type OrderedEnvelope, restateOrder, type SupplierOrder, supplier } from './supplier.ts';

/** The supplier: it follows the orders of the store. */
export default defineAggregate({
  name: 'store.supplier',
  decider: supplier,
  records: {
    noun: 'store-supplier-order',
    collection: { name: 'supplier', columns: { productId: { type: 'text', index: 'all', fixed: true } } },
    ...supplierListing,
    present: (record: SupplierOrder & { readonly id: string }) => record as SupplierOrderView,
  },
  mixins: [repair(restateOrder)],
  channels: {
    'store.product.ordered': {
      data: productEvents,
      handler(ctx: Context<OrderedEnvelope>) {
        return this.follow(ctx, followOrdered(ctx.params));
      },
    },
  },
});
