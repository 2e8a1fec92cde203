import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { left } from '../../../mixins/kernel/claims.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import {
  followedReservations,
  type ReservationEnvelope,
  reservationEvents,
} from '../reservation/reservation.contract.ts';
import { type SupplierEnvelope, supplierEvents } from '../supplier/supplier.contract.ts';
import { type ProductView, productActions, productListing } from './product.contract.ts';
import { followedTypes, followReservation, followSupplier, type Product, product, restateOrders } from './product.ts';

/** Products, and whose their pieces are. */
export default defineAggregate({
  name: 'store.product',
  decider: product,
  records: {
    noun: 'store-product',
    collection: { name: 'product', columns: { productName: { type: 'text', index: 'all' } } },
    ...productListing,
    present,
  },

  mixins: [repair(restateOrders)],

  actions: {
    order: {
      ...idempotent,
      params: productActions['store.product.order'].params,
      async handler(ctx: Context<ParamsOf<(typeof productActions)['store.product.order']>>): Promise<ProductView> {
        const { id: orderId, productId, ...ordered } = ctx.params;
        const order = { type: 'order', orderId, ...ordered } as const;
        const id = productId ?? (await this.placeOf(ordered.productName));
        const { state } = await this.execute(ctx, id, { ...order, ...(productId === undefined && { isNamed: true }) });
        return present({ id, ...state });
      },
    },
  },

  methods: {
    /** The product of this name, or else the first number that no product has. */
    async placeOf(productName: string): Promise<string> {
      const [known] = await this.adapter.find({ query: { productName }, limit: 1 });
      if (known) return known.id;
      let number = 1;
      while (await this.adapter.findById(String(number))) number += 1;
      return String(number);
    },
  },

  channels: {
    'store.supplier.shipped': {
      data: supplierEvents,
      handler(ctx: Context<SupplierEnvelope>) {
        return this.follow(ctx, followSupplier(ctx.params));
      },
    },
    [followedReservations]: {
      types: followedTypes,
      data: reservationEvents,
      maxInFlight: 256,
      handler(ctx: Context<ReservationEnvelope>) {
        return this.follow(ctx, followReservation(ctx.params));
      },
    },
  },
});

function present({ id, productName = id, productPrice = 0, stock, orders }: Product & { readonly id: string }) {
  const productQty = left(stock);
  const orderedQty = Object.values(orders).reduce((sum, qty) => sum + qty, 0);
  return { id, productName, productPrice, productQty, reservedQty: stock.limit - productQty, orderedQty };
}
