import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import type { ProductView } from '../../services/store/product/product.contract.ts';
import { eventually } from './eventually.ts';
import { at } from './market.ts';

/** Reservations of a store in which everything happens. */
export async function shop(broker: ServiceBroker): Promise<void> {
  const { call, becomes } = at(broker);
  const sam = { customerId: 'sam', customerName: 'Samuel', customerPhone: '010-9837-0279' };
  const reserve = (id: string, qty: number) => call('store.reservation.order', { id, productId: '1', qty, ...sam });
  const ends = async (id: string, state: string) => becomes('store.reservation', id, state);
  const left = async () => ((await broker.call('store.product.get', { id: '1' })) as ProductView).productQty;
  await call('payment.sandbox', { mode: 'approve' });
  const milk = { productId: '1', productName: 'Milk', productPrice: 1_200, productQty: 3 };
  await call('store.product.order', { id: 'order', ...milk });
  await eventually(async () => (await left()) === 3);
  // The reservation service knows the price a moment later.
  await eventually(async () => (await reserve('taken', 2).catch(() => undefined)) !== undefined);
  await ends('taken', 'ready');
  await call('store.reservation.pickUp', { id: 'taken' });
  await reserve('left', 1);
  await ends('left', 'ready');
  await call('store.reservation.cancel', { id: 'left' });
  await ends('left', 'refunded');
  await reserve('short', 2);
  await ends('short', 'refunded');
  await call('payment.sandbox', { mode: 'decline' });
  await assert.rejects(reserve('penniless', 1), { type: 'store-payment-declined' });
  await call('payment.sandbox', { mode: 'fail' });
  await assert.rejects(reserve('given-up-there', 1), { type: 'store-payment-unavailable' });
  await ends('given-up-there', 'abandoned');
  await call('payment.sandbox', { mode: 'approve' });
}
