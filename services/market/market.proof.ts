import { randomUUID } from 'node:crypto';
import { type Crowd, defineProof, type Evidence, recordsOf } from '../../mixins/proof.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import { type Delivery, delivery } from './delivery/delivery.ts';
import { type OrderState, rowOf } from './order/order.contract.ts';
import { type Order, order } from './order/order.ts';

/** Milliseconds between two wishes of a customer, on average. */
const thinking = 500;
const customers = 8;

async function buy({ caller, random, signal }: Crowd, customerId: string): Promise<void> {
  const path = '/market/orders';
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { bookId: String(Math.floor(9 * random())), qty: 1 + Math.floor(3 * random()), customerId };
    const bought = await caller.carryOut({ name: 'order', who: customerId, method: 'POST', path, headers, body });
    if (!bought.body || random() < 0.3) continue;
    await pause(thinking * random(), signal);
    const subject = String(bought.body.id);
    const cancel = { name: 'order-cancel', who: customerId, subject } as const;
    await caller.carryOut({ ...cancel, method: 'DELETE', path: `${path}/${subject}` });
  }
}

/** States that somebody else is to end. */
const passing: readonly Order['state'][] = ['requested', 'abandoning', 'paid', 'cancelled'];

/** The charges of orders that were paid and are not given back, and the order of each. */
function ordersPaidFor(evidence: Evidence): ReadonlyMap<string, string> {
  return new Map(
    recordsOf<Order>(evidence, 'market.order').flatMap(({ id, state }) =>
      state.state === 'paid' || state.state === 'shipped' ? [[state.paymentId, `order ${id}`]] : [],
    ),
  );
}

/** What the delivery of an order is, by the state of the order. One that was never paid for has none. */
const deliveries: Readonly<Partial<Record<OrderState, Delivery['status']>>> = {
  shipped: 'Shipped',
  refunded: 'Cancelled',
};

function deliveriesAgree(evidence: Evidence): string[] {
  const parcels = new Map(recordsOf<Delivery>(evidence, 'market.delivery').map(({ id, state }) => [id, state.status]));
  return recordsOf<Order>(evidence, 'market.order')
    .filter(({ id, state }) => state.state !== 'new' && deliveries[state.state] !== parcels.get(id))
    .map(({ id, state }) => `order ${id} is ${state.state}, and its delivery ${parcels.get(id) ?? 'was never begun'}`);
}

/** Each charge of an order that stands is of the order's amount. */
function chargesAreAmounts(evidence: Evidence): string[] {
  const charged = new Map(evidence.movements.map(({ key, amount }) => [key, amount]));
  return recordsOf<Order>(evidence, 'market.order').flatMap(({ id, state }) => {
    if (state.state === 'new' || !ordersPaidFor(evidence).has(state.paymentId)) return [];
    const amount = charged.get(state.paymentId);
    return amount === state.amount ? [] : [`order ${id} costs ${state.amount}, and ${amount ?? 'nothing'} is charged`];
  });
}

const agree = 'each delivery agrees with its order';

export default defineProof({
  aggregates: {
    'market.order': { decider: order, isTransient: ({ state }: Order) => passing.includes(state) },
    'market.delivery': { decider: delivery, isTransient: () => false },
  },
  views: { 'market.customerview': { of: 'market.order', rowOf } },
  commands: ['order', 'order-cancel'],
  async use(crowd) {
    await Promise.all(Array.from({ length: customers }, (_, index) => buy(crowd, `buyer-${index + 1}`)));
  },
  paidFor: ordersPaidFor,
  rules: { [agree]: deliveriesAgree, 'each order is charged its amount': chargesAreAmounts },
  planted: {
    'parcel-kept': {
      module: new URL('proof/planted/parcel-kept.ts', import.meta.url),
      faults: [{ at: 500, until: 2_500, kind: 'freeze', target: 'market-delivery-1' }],
      rules: [agree],
    },
  },
});
