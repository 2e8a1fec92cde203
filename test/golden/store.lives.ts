import type { Envelope } from '../../mixins/kernel/event.ts';
import type { ProductEnvelope } from '../../services/store/product/product.contract.ts';
import * as products from '../../services/store/product/product.ts';
import type { ReservationEnvelope } from '../../services/store/reservation/reservation.contract.ts';
import * as reservations from '../../services/store/reservation/reservation.ts';
import type { SupplierEnvelope } from '../../services/store/supplier/supplier.contract.ts';
import { followOrdered, type OrderedEnvelope } from '../../services/store/supplier/supplier.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rules of the convenience store. */
export const storeLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'pieces that are picked up, others that are cancelled, and a reservation for which there are too few': () => {
    const store = new Store();
    store.product({ type: 'order', orderId: 'o1', ...store.milk, productQty: 3 });
    store.reserve('r1', 2);
    store.reservation('r1', { type: 'pickUp', at: store.today, requestId: 'pick-up-1' });
    store.reserve('r2', 1);
    store.reservation('r2', { type: 'cancel', at: store.today, requestId: 'cancel-r2' });
    store.refund('r2');
    store.reserve('r3', 2);
    store.refund('r3');
    return store.events;
  },
  'a reservation that cannot be paid': () => {
    const store = new Store();
    store.request('r1', 1);
    store.payment('r1', 'r1', { type: 'declined', reason: 'no funds' });
    store.reservation('r1', { type: 'deny', key: 'r1', reason: 'no funds' });
    return store.events;
  },
  'a reservation of the store whose payment does not answer, and is asked for again': () => {
    const store = new Store();
    store.product({ type: 'order', orderId: 'o1', ...store.milk, productQty: 3 });
    store.request('r1', 1);
    store.reservation('r1', { type: 'giveUp', key: 'r1', due: store.at });
    store.payment('r1', 'r1', { type: 'settle', inquireAt: store.at + 60_000 });
    store.payment('r1', 'r1', { type: 'uncharged' });
    store.reservation('r1', { type: 'settle', key: 'r1' });
    store.reserve('r1', 1, 'r1.2');
    return store.events;
  },
};

/** Reservations of one product by one customer. */
class Store extends World {
  readonly milk = { productName: 'Milk', productPrice: 1_200 };
  /** What each reservation costs. */
  private readonly totals = new Map<string, number>();
  private readonly customer = { customerId: 'kim', customerName: 'K*m', customerPhone: '010-****-5678' };

  get today(): string {
    return new Date(this.at).toISOString();
  }

  request(id: string, qty: number): void {
    this.totals.set(id, qty * this.milk.productPrice);
    const asked = { productId: '1', qty, ...this.customer, product: this.milk, said: {} };
    this.reservation(id, { type: 'order', id, ...asked, date: this.today, due: this.at + 5_000 });
  }

  reserve(id: string, qty: number, key = id): void {
    this.request(id, qty);
    this.payment(key, id, { type: 'approved', reference: `sandbox-${key}` });
    this.reservation(id, { type: 'grant', key });
  }

  refund(id: string): void {
    this.payment(id, id, { type: 'settle', inquireAt: this.at + 60_000 });
    this.payment(id, id, { type: 'refunded' });
    this.reservation(id, { type: 'refund', key: id });
  }

  payment(key: string, orderId: string, command: object): void {
    const { customerId: memberId } = this.customer;
    const charge = { amount: this.totals.get(orderId), memberId, orderId, orderKind: 'store.reservation' };
    this.tell('/payment', key, { ...charge, at: this.at, ...command });
  }

  /** A word for a reservation, which its product follows. */
  reservation(id: string, command: object): void {
    for (const event of this.tell('/store.reservation', id, command)) {
      if (!(products.followedTypes as readonly string[]).includes(event.type)) continue;
      const follow = products.followReservation(event as ReservationEnvelope);
      if (follow) this.product(follow.command, event.id);
    }
  }

  /** A word for the product, which its supplier and its reservations follow. */
  product(command: object, cause?: string): void {
    for (const event of this.tell('/store.product', '1', command, cause) as readonly ProductEnvelope[]) {
      if (event.type === 'store.product.ordered') this.ship(event as OrderedEnvelope);
      if (event.type !== 'store.product.took' && event.type !== 'store.product.short') continue;
      const follow = reservations.followProduct(event);
      this.reservation(follow.id, follow.command);
    }
  }

  private ship(ordered: OrderedEnvelope): void {
    const { id, command } = followOrdered(ordered);
    for (const event of this.tell('/store.supplier', id, command, ordered.id))
      this.product(products.followSupplier(event as SupplierEnvelope).command, event.id);
  }
}
