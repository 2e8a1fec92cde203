import { type Claims, granted, left, lookUp, noClaims, released, used } from '../../../mixins/kernel/claims.ts';
import type { Decider, Refusal } from '../../../mixins/kernel/decider.ts';
import type { ReservationEnvelope } from '../reservation/reservation.contract.ts';
import type { SupplierEnvelope } from '../supplier/supplier.contract.ts';
import { numberTaken, type ProductEvent } from './product.contract.ts';

/**
 * The rule of a product: its pieces come by orders, and each belongs to one reservation from the moment that it is taken
 * until it is restored or used. Reservations are followed, so that their events may come again, late, or in another order:
 * which are over is remembered for a while.
 */
export interface Product {
  /** None while nothing was ordered. */
  readonly productName?: string;
  readonly productPrice?: number;
  readonly stock: Claims;
  /** Pieces that the supplier has still to bring, by order. */
  readonly orders: Readonly<Record<string, number>>;
  /** Orders that were delivered, oldest first. */
  readonly delivered: readonly string[];
  /** Reservations that have restored or used theirs, or got none, oldest first. */
  readonly over: readonly string[];
}

export type ProductCommand =
  /** `isNamed`: it is for a product of this name alone. */
  | ({ readonly type: 'order'; readonly orderId: string; readonly isNamed?: true } & Ordered)
  | { readonly type: 'deliver'; readonly orderId: string }
  /** `again`: it was answered, or is over, and the answer may have been lost. */
  | { readonly type: 'take'; readonly reserveId: string; readonly qty: number; readonly again?: true }
  | { readonly type: 'restore'; readonly reserveId: string; readonly again?: true }
  | { readonly type: 'use'; readonly reserveId: string };

type Command<Type> = Extract<ProductCommand, { type: Type }>;

interface Ordered {
  readonly productName: string;
  readonly productPrice: number;
  readonly productQty: number;
}

/** More than can be on their way again at once. */
const remembered = 256;

export const product: Decider<Product, ProductCommand, ProductEvent> = {
  initial: { stock: noClaims(0), orders: {}, delivered: [], over: [] },

  decide(command, state) {
    if (command.type === 'order') return order(command, state);
    if (command.type === 'deliver') return deliver(command.orderId, state);
    return claim(command, state);
  },

  evolve(before, event) {
    switch (event.type) {
      case 'store.product.ordered': {
        const { orderId, productName, productPrice, productQty } = event.data;
        return { ...before, productName, productPrice, orders: { ...before.orders, [orderId]: productQty } };
      }
      case 'store.product.delivered': {
        const { orderId, productQty } = event.data;
        const { [orderId]: _, ...orders } = before.orders;
        const stock = { ...before.stock, limit: before.stock.limit + productQty };
        return { ...before, stock, orders, delivered: [...before.delivered, orderId].slice(-remembered) };
      }
      case 'store.product.took':
        return { ...before, stock: granted(before.stock, event.data.reserveId, event.data.qty) };
      default: {
        const { reserveId } = event.data;
        if (before.over.includes(reserveId)) return before;
        const over = [...before.over, reserveId].slice(-remembered);
        return { ...before, stock: without(before.stock, reserveId, event.type), over };
      }
    }
  },
};

function order(command: Command<'order'>, state: Product): readonly ProductEvent[] | Refusal {
  const { type: _, isNamed = false, ...data } = command;
  if (Object.hasOwn(state.orders, data.orderId) || state.delivered.includes(data.orderId)) return [];
  if (isNamed && state.productName !== undefined && state.productName !== data.productName) return numberTaken;
  return [{ type: 'store.product.ordered', data }];
}

function deliver(orderId: string, { orders, productName = '', productPrice = 0 }: Product): readonly ProductEvent[] {
  const productQty = orders[orderId];
  if (productQty === undefined) return [];
  return [{ type: 'store.product.delivered', data: { orderId, productName, productPrice, productQty } }];
}

function claim(command: Extract<ProductCommand, { reserveId: string }>, state: Product): ProductEvent[] {
  if (command.type === 'take') return take(command, state);
  const { stock, over } = state;
  const { reserveId } = command;
  if (over.includes(reserveId)) return [];
  const free = left(stock);
  const qty = stock.granted[reserveId] ?? 0;
  if (command.type === 'use')
    return qty === 0 ? [] : [{ type: 'store.product.used', data: { reserveId, qty, left: free } }];
  if (command.again && qty === 0) return [];
  return [{ type: 'store.product.restored', data: { reserveId, qty, left: free + qty } }];
}

function take({ reserveId, qty, again }: Command<'take'>, { stock, over }: Product): ProductEvent[] {
  const free = left(stock);
  const isOver = over.includes(reserveId);
  const found = lookUp(stock, reserveId, qty);
  if ((isOver || found === 'had') && !again) return [];
  if (isOver || found === 'short') return [{ type: 'store.product.short', data: { reserveId, qty, left: free } }];
  const rest = found === 'had' ? free : free - qty;
  return [{ type: 'store.product.took', data: { reserveId, qty, left: rest } }];
}

/** What it had is gone from the store, or there for others. */
function without(stock: Claims, reserveId: string, type: ProductEvent['type']): Claims {
  if (!Object.hasOwn(stock.granted, reserveId)) return stock;
  return type === 'store.product.used' ? used(stock, reserveId) : released(stock, reserveId);
}

/** The orders that the supplier may not have heard of: an event for each. What reservations have they tell themselves. */
export function restateOrders({ productName = '', productPrice = 0, orders }: Product): ProductEvent[] {
  return Object.entries(orders).map(([orderId, productQty]) => ({
    type: 'store.product.ordered',
    data: { orderId, productName, productPrice, productQty },
  }));
}

export const followedTypes = [
  'store.reservation.reserved',
  'store.reservation.refunded',
  'store.reservation.picked-up',
  // It follows from what the product has said; it counts where the product has lost that.
  'store.reservation.ready',
] as const;

/** What a reservation's event means for its product. */
export function followReservation({ type, subject: reserveId, data, restated }: ReservationEnvelope) {
  const { productId: id, qty } = data;
  const again = restated && ({ again: true } as const);
  const command = commandOf();
  return command && { id, command };

  function commandOf(): ProductCommand | undefined {
    switch (type) {
      case 'store.reservation.reserved':
        return { type: 'take', reserveId, qty, ...again };
      case 'store.reservation.ready':
        return restated && { type: 'take', reserveId, qty };
      case 'store.reservation.refunded':
        return { type: 'restore', reserveId, ...again };
      case 'store.reservation.picked-up':
        return { type: 'use', reserveId };
      default:
        return undefined;
    }
  }
}

export function followSupplier({ subject: orderId, data: { productId } }: SupplierEnvelope) {
  return { id: productId, command: { type: 'deliver', orderId } as const };
}
