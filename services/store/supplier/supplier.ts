import type { Decider } from '../../../mixins/kernel/decider.ts';
import type { ProductEnvelope } from '../product/product.contract.ts';
import type { SupplierEvent, SupplierOrderView } from './supplier.contract.ts';

/** The rule of the supplier's side of an order: it is shipped, once. */
export type SupplierOrder = { readonly status: 'new' } | Omit<SupplierOrderView, 'id'>;

export type SupplierCommand = { readonly type: 'ship' } & SupplierEvent['data'];

export const supplier: Decider<SupplierOrder, SupplierCommand, SupplierEvent> = {
  initial: { status: 'new' },
  decide: ({ type: _, ...data }, { status }) => (status === 'new' ? [{ type: 'store.supplier.shipped', data }] : []),
  evolve: (_before, { data }) => ({ ...data, status: 'Shipped' }),
};

/** The event that says again what a record is. */
export function restateOrder({ status, ...data }: SupplierOrder): SupplierEvent | undefined {
  return status === 'new' ? undefined : { type: 'store.supplier.shipped', data: data as SupplierEvent['data'] };
}

export type OrderedEnvelope = Extract<ProductEnvelope, { type: 'store.product.ordered' }>;

/** What a product's order means for the supplier. */
export function followOrdered({ subject: productId, data: { orderId, ...ordered } }: OrderedEnvelope) {
  return { id: orderId, command: { type: 'ship', productId, ...ordered } as const };
}
