import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, line } from '../../../mixins/contract/rules.ts';
import { countRule, described, optional } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import type { Lookup } from '../../../mixins/lookup.mixin.ts';

/** What others may depend on of the products of the store (상품): what they cost, and who has the pieces. */

export const productNameRule = { type: 'string', min: 1, max: 100, ...line } as const;
/** With `qtyRule` no reservation costs more than a billion. */
export const priceRule = {
  type: 'number',
  integer: true,
  min: 1,
  max: 1_000_000,
  description: 'Whole won for a piece.',
} as const;
export const qtyRule = { type: 'number', integer: true, min: 1, max: 1_000, description: 'Pieces.' } as const;
const pieces = {
  type: 'number',
  integer: true,
  min: 1,
  max: 1_000_000,
  description: 'Pieces that the supplier brings.',
} as const;

export const orderFields = { productName: productNameRule, productPrice: priceRule, productQty: pieces } as const;
const order = { orderId: described(idRule, 'Of the order to the supplier.'), ...orderFields } as const;
const claim = {
  reserveId: described(idRule, 'Of the reservation.'),
  qty: described(countRule, 'Pieces.'),
  left: described(countRule, 'Pieces that nobody has.'),
} as const;

/** The subject is the product. */
export const productEvents = defineEvents({
  'store.product.ordered': { about: 'The store has ordered pieces, and says what one costs.', data: order },
  'store.product.delivered': { about: 'The pieces of an order are there.', data: order },
  'store.product.took': { about: 'Pieces are set aside for a reservation.', data: claim },
  'store.product.short': { about: 'There are too few pieces for a reservation: it gets none.', data: claim },
  'store.product.restored': {
    about: 'The pieces of a reservation are there for others, if it had any; it gets none any more.',
    data: claim,
  },
  'store.product.used': { about: 'The pieces of a reservation have left the store.', data: claim },
});
export type ProductEvent = EventsOf<typeof productEvents>;
export type ProductEnvelope = EnvelopeOf<ProductEvent>;
export const followedProducts = 'store.product.*';

const productQty = described(countRule, 'Pieces that nobody has.');
const product = defineAnswer(
  'StoreProduct',
  {
    ...{ id: idRule, productName: productNameRule, productPrice: priceRule, productQty },
    reservedQty: described(countRule, 'Pieces that are set aside.'),
    orderedQty: described(countRule, 'Pieces that the supplier has still to bring.'),
  },
  { id: '1', productName: 'Milk', productPrice: 1_200, productQty: 8, reservedQty: 2, orderedQty: 0 },
);
export type ProductView = Answered<typeof product>;
export const productListing: Listing = { filters: [], sorts: ['productName'] };
export const productMissing = notFound('store-product');

const quicker = 'Another product has got this number at the same moment. Order again.';
export const numberTaken = { refused: 'store-product-number', kind: 'unavailable', detail: quicker } as const;

export const productActions = {
  'store.product.order': {
    about:
      'Orders pieces of a product from the supplier, at the price that it has from now on. Without a productId it is the product of this name, or a new one.',
    params: { id: idRule, productId: optional(idRule), ...orderFields, $$strict: true },
    example: { productId: '1', productName: 'Milk', productPrice: 1_200, productQty: 10 },
    answer: product,
    refusals: [numberTaken],
  },
  ...readActions('store.product', {
    row: product,
    listing: productListing,
    about: { get: 'One product.', list: 'Products, with the pieces that are left.' },
    missing: productMissing,
  }),
} as const satisfies Record<string, ActionContract>;

export const { call: callProduct } = callsTo(productActions);

/** What other services keep of a product, so that they need not ask for it. */
export interface KnownProduct {
  readonly productName: string;
  readonly productPrice: number;
}

type PricedEvent = Extract<ProductEnvelope, { type: 'store.product.ordered' | 'store.product.delivered' }>;

/** The rows of a service's table of products. */
export function productsIn(name: string): Lookup<KnownProduct, PricedEvent, 'products'> {
  return {
    name,
    as: 'products',
    types: ['store.product.ordered', 'store.product.delivered'],
    data: productEvents,
    project: ({ data: { productName, productPrice } }) => ({ productName, productPrice }),
  };
}
