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
  | { readonly type: 'take'; readonly reserveId: string; readonly qty: number }
  | { readonly type: 'restore' | 'use'; readonly reserveId: string };

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
        const over = [...before.over, reserveId].slice(-remembered);
        return { ...before, stock: without(before.stock, reserveId, event.type), over };
      }
    }
  },
};

function order(command: Extract<ProductCommand, { type: 'order' }>, state: Product): readonly ProductEvent[] | Refusal {
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

function claim(command: Extract<ProductCommand, { reserveId: string }>, { stock, over }: Product): ProductEvent[] {
  const { reserveId } = command;
  if (over.includes(reserveId)) return [];
  const free = left(stock);
  if (command.type === 'take') {
    const { qty } = command;
    const found = lookUp(stock, reserveId, qty);
    if (found === 'had') return [];
    return found === 'free'
      ? [{ type: 'store.product.took', data: { reserveId, qty, left: free - qty } }]
      : [{ type: 'store.product.short', data: { reserveId, qty, left: free } }];
  }
  const qty = stock.granted[reserveId] ?? 0;
  if (command.type === 'restore')
    return [{ type: 'store.product.restored', data: { reserveId, qty, left: free + qty } }];
  return qty === 0 ? [] : [{ type: 'store.product.used', data: { reserveId, qty, left: free } }];
}

/** What it had is gone from the store, or there for others. */
function without(stock: Claims, reserveId: string, type: ProductEvent['type']): Claims {
  if (!Object.hasOwn(stock.granted, reserveId)) return stock;
  return type === 'store.product.used' ? used(stock, reserveId) : released(stock, reserveId);
}

/** What a reservation's event means for its product. */
const commands = {
  'store.reservation.reserved': 'take',
  'store.reservation.refunded': 'restore',
  'store.reservation.picked-up': 'use',
} as const;
export const followedTypes = Object.keys(commands) as (keyof typeof commands)[];

export function followReservation({ type, subject: reserveId, data: { productId, qty } }: ReservationEnvelope) {
  const kind = commands[type as keyof typeof commands];
  const command: ProductCommand = kind === 'take' ? { type: kind, reserveId, qty } : { type: kind, reserveId };
  return { id: productId, command };
}

export function followSupplier({ subject: orderId, data: { productId } }: SupplierEnvelope) {
  return { id: productId, command: { type: 'deliver', orderId } as const };
}
