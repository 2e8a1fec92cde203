import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import type { ProductView } from '../../services/store/product/product.contract.ts';
import type { ReservationView } from '../../services/store/reservation/reservation.contract.ts';
import { type Intent, newKey } from '../kit/outbox/intent.ts';
import { submit } from '../kit/outbox/outbox.ts';
import { person } from '../kit/session/session.ts';
import type { Contact } from './contact.ts';

/** What customers and the manager want done. What is refused is told by the kit. */

/** Goes out until it is answered. @returns none when it was refused */
function ask<Answer>(wish: Omit<Intent, 'key' | 'by'>): Promise<Answer | undefined> {
  const by = person.value?.id ?? '';
  return submit<Answer>({ key: newKey(), by, ...wish }).catch(() => undefined);
}

/**
 * @param product as the customer has seen it: another price is refused, not charged
 * @returns the reservation, which is paid
 */
export function reserve(
  { id: productId, productName, productPrice }: ProductView,
  qty: number,
  contact: Contact,
): Promise<ReservationView | undefined> {
  const body = { productId, productName, productPrice, qty, customerId: person.value?.id, ...contact };
  const about = `product:${productId}`;
  return ask({ method: 'POST', path: '/store/reservation/order', body, about, name: productName, isPersonal: true });
}

/** @returns the reservation as it is then */
export function cancel({ id, productName }: DashboardRow): Promise<ReservationView | undefined> {
  const path = `/store/reservation/cancel/${encodeURIComponent(id)}`;
  return ask({ method: 'PATCH', path, about: `reservation:${id}`, name: productName });
}

/** @returns the reservation, whose customer has the pieces */
export function pickUp({ id, productName }: DashboardRow): Promise<ReservationView | undefined> {
  const path = `/store/product/pickup/${encodeURIComponent(id)}`;
  return ask({ method: 'POST', path, about: `reservation:${id}`, name: productName });
}

/** What the manager orders from the supplier. */
interface Order {
  /** Without it, it is for the product of this name, or for a new one. */
  readonly productId?: string;
  readonly productName: string;
  /** Of a piece, in won, from now on. */
  readonly productPrice: number;
  readonly productQty: number;
}

/** @returns the product; its pieces come a moment later */
export function orderStock(order: Order): Promise<ProductView | undefined> {
  const about = stockOf(order.productId);
  return ask({ method: 'POST', path: '/store/product/order', body: order, about, name: order.productName });
}

/** What an order from the supplier is about. */
export function stockOf(productId = ''): string {
  return `stock:${productId}`;
}
