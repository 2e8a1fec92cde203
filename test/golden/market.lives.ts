import type { Envelope } from '../../mixins/kernel/event.ts';
import { followedTypes, followOrder } from '../../services/market/delivery/delivery.ts';
import type { OrderEnvelope } from '../../services/market/order/order.contract.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rules of the book market. */
export const marketLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'an order that is paid, sent, cancelled and refunded': () => {
    const market = new Market();
    market.pay('o1');
    market.order('o1', { type: 'ship' });
    market.order('o1', { type: 'cancel', at: market.today, requestId: 'cancel-o1' });
    market.settle('o1', 'o1');
    market.payment('o1', 'o1', { type: 'refunded' });
    market.order('o1', { type: 'refund', key: 'o1' });
    return market.events;
  },
  'an order that cannot be paid': () => {
    const market = new Market();
    market.request('o1');
    market.payment('o1', 'o1', { type: 'declined', reason: 'no funds' });
    market.order('o1', { type: 'deny', key: 'o1', reason: 'no funds' });
    return market.events;
  },
  'an order whose payment does not answer, and is asked for again': () => {
    const market = new Market();
    market.request('o1');
    market.order('o1', { type: 'giveUp', key: 'o1', due: market.at });
    market.settle('o1', 'o1');
    market.payment('o1', 'o1', { type: 'uncharged' });
    market.order('o1', { type: 'settle', key: 'o1' });
    market.pay('o1', 'o1.2');
    market.order('o1', { type: 'ship' });
    return market.events;
  },
};

/** Orders of one customer, with their payments and deliveries. */
class Market extends World {
  private readonly asked = { bookId: '10', qty: 2, customerId: 'kim', amount: 2_000 };

  get today(): string {
    return new Date(this.at).toISOString();
  }

  request(id: string): void {
    this.order(id, { type: 'request', id, ...this.asked, requestedAt: this.today, due: this.at + 5_000 });
  }

  pay(id: string, key = id): void {
    this.request(id);
    this.payment(key, id, { type: 'approved', amount: this.asked.amount, reference: `sandbox-${key}` });
    this.order(id, { type: 'grant', key });
  }

  settle(key: string, id: string): void {
    this.payment(key, id, { type: 'settle', inquireAt: this.at + 60_000 });
  }

  payment(key: string, orderId: string, command: object): void {
    const { amount, customerId: memberId } = this.asked;
    this.tell('/payment', key, { amount, memberId, orderId, orderKind: 'market.order', at: this.at, ...command });
  }

  /** A word for an order, which its delivery follows. */
  order(id: string, command: object): void {
    for (const event of this.tell('/market.order', id, command)) {
      if (!(followedTypes as readonly string[]).includes(event.type)) continue;
      const follow = followOrder(event as OrderEnvelope);
      this.tell('/market.delivery', follow.id, follow.command, event.id);
    }
  }
}
