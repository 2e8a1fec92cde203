import { randomUUID } from 'node:crypto';
import { left } from '../../mixins/kernel/claims.ts';
import { type Crowd, defineProof, type Evidence, recordsOf } from '../../mixins/proof.ts';
import { readableIn } from '../../mixins/readable.ts';
import { pause } from '../../mixins/waiting/waiting.ts';
import { dashboardRowOf } from './dashboard/dashboard.contract.ts';
import { payRowOf } from './pay/pay.contract.ts';
import { type Product, product } from './product/product.ts';
import { type Known, type Reservation, reservation } from './reservation/reservation.ts';
import { type SupplierOrder, supplier } from './supplier/supplier.ts';

/** Milliseconds between two wishes of a customer, on average. */
const thinking = 500;
const customers = 8;
/** The last one is scarce: nearly all of its reservations come to nothing. */
const products = [
  { productId: '1', productName: 'Milk', productPrice: 1_200, productQty: 30 },
  { productId: '2', productName: 'Snack', productPrice: 1_500, productQty: 20 },
  { productId: 'scarce', productName: 'Cake', productPrice: 9_000, productQty: 1 },
] as const;

const json = { 'content-type': 'application/json' };

/** What nothing that the store leaves behind may hold of its customers. */
const plain = /Samuel Park|010-?9837-?0279/;

async function fillShelves(url: string): Promise<void> {
  for (const body of products) {
    const request = { method: 'POST', headers: json, body: JSON.stringify(body) };
    const response = await fetch(`${url}/store/product/order`, request);
    if (!response.ok) throw new Error(`Nothing could be ordered: ${response.status} ${await response.text()}`);
  }
}

async function reserve({ caller, random, signal }: Crowd, customerId: string): Promise<void> {
  const person = { customerId, customerName: 'Samuel Park', customerPhone: '010-9837-0279' };
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const { productId } = products[random() < 0.5 ? 2 : Math.floor(2 * random())] ?? products[0];
    const headers = { 'idempotency-key': randomUUID() };
    const body = { productId, ...person, qty: 1 + Math.floor(3 * random()) };
    const path = '/store/reservation/order';
    const order = { name: 'store-reserve', who: customerId, method: 'POST', path, headers, body } as const;
    const reserved = await caller.carryOut(order);
    const what = random();
    if (!reserved.body || what < 0.2 || productId === 'scarce') continue;
    await pause(2 * thinking * random(), signal);
    const subject = String(reserved.body.id);
    const isPickedUp = what < 0.6;
    await caller.carryOut({
      ...{ name: isPickedUp ? 'store-pickup' : 'store-cancel', who: customerId, subject },
      ...(isPickedUp
        ? ({ method: 'POST', path: `/store/product/pickup/${subject}` } as const)
        : ({ method: 'PATCH', path: `/store/reservation/cancel/${subject}` } as const)),
    });
  }
}

/** The manager orders more now and then. */
async function restock({ caller, random, signal }: Crowd): Promise<void> {
  while (!signal.aborted) {
    await pause(12 * thinking * random(), signal);
    const { productId, ...rest } = products[Math.floor(2 * random())] ?? products[0];
    const headers = { 'idempotency-key': randomUUID() };
    const body = { productId, ...rest, productQty: 1 + Math.floor(9 * random()) };
    const path = '/store/product/order';
    await caller.carryOut({ name: 'store-order', who: 'manager', method: 'POST', path, headers, body });
  }
}

/** States that somebody else is to end. */
const passing: readonly Reservation['state'][] = ['requested', 'abandoning', 'reserved', 'cancelled'];
const live: readonly Reservation['state'][] = ['ready', 'picked-up'];

function reservationsIn(evidence: Evidence): readonly (Known & { readonly id: string })[] {
  return recordsOf<Reservation>(evidence, 'store.reservation').flatMap(({ id, state }) =>
    state.state === 'new' ? [] : [{ id, ...state }],
  );
}

/** The charges of reservations that stand, and the reservation of each. */
function reservationsPaidFor(evidence: Evidence): ReadonlyMap<string, string> {
  const standing = reservationsIn(evidence).filter(({ state }) => live.includes(state));
  return new Map(standing.map(({ id, paymentId }) => [paymentId, `reservation ${id}`]));
}

/** What was delivered and not picked up is claimed or left, and never less than nothing. */
function piecesAddUp(evidence: Evidence): string[] {
  const known = reservationsIn(evidence);
  const shipped = recordsOf<SupplierOrder>(evidence, 'store.supplier').map(({ state }) => state);
  return recordsOf<Product>(evidence, 'store.product').flatMap(({ id, state: { stock } }) => {
    const delivered = sum(
      shipped.map((order) => (order.status !== 'new' && order.productId === id ? order.productQty : 0)),
    );
    const ofProduct = known.filter(({ productId }) => productId === id);
    const used = sum(ofProduct.map(({ state, qty }) => (state === 'picked-up' ? qty : 0)));
    const claimed = sum(Object.values(stock.granted));
    const rest = left(stock);
    return delivered - used - claimed === rest && rest >= 0
      ? []
      : [`of ${id} ${delivered} were delivered, ${used} picked up and ${claimed} set aside, and ${rest} are left`];
  });
}

/** Who can pick up has the pieces, and nobody else has any. */
function piecesAreSetAside(evidence: Evidence): string[] {
  const granted = recordsOf<Product>(evidence, 'store.product').flatMap(({ id, state }) =>
    Object.entries(state.stock.granted).map(([reserveId, qty]) => [reserveId, `${qty} of ${id}`] as const),
  );
  const has = new Map(granted);
  const known = reservationsIn(evidence);
  const ready = new Map(
    known.filter(({ state }) => state === 'ready').map(({ id, qty, productId }) => [id, `${qty} of ${productId}`]),
  );
  return [...new Set([...has.keys(), ...ready.keys()])]
    .filter((id) => has.get(id) !== ready.get(id))
    .map((id) => `reservation ${id} has ${has.get(id) ?? 'nothing'}, and ${ready.get(id) ?? 'nothing'} to pick up`);
}

/** Whoever got nothing since there were too few has the money back. */
function shortAreRefunded(evidence: Evidence): string[] {
  const states = new Map(reservationsIn(evidence).map(({ id, state }) => [id, state]));
  return evidence.events
    .filter(({ type }) => type === 'store.product.short')
    .map(({ data }) => (data as { reserveId: string }).reserveId)
    .filter((id) => states.get(id) !== 'refunded')
    .map((id) => `reservation ${id} got nothing, and is ${states.get(id) ?? 'unknown'}`);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const addUp = 'the pieces of each product add up';
const setAside = 'who can pick up has the pieces, and nobody else';

export default defineProof({
  aggregates: {
    'store.reservation': { decider: reservation, isTransient: ({ state }: Reservation) => passing.includes(state) },
    'store.product': { decider: product, isTransient: ({ orders }: Product) => Object.keys(orders).length > 0 },
    'store.supplier': { decider: supplier, isTransient: () => false },
  },
  views: {
    'store.dashboard': { of: 'store.reservation', rowOf: dashboardRowOf },
    'store.pay': { of: 'payment', rowOf: payRowOf },
  },
  commands: ['store-reserve', 'store-cancel', 'store-pickup', 'store-order'],
  prepare: fillShelves,
  async use(crowd) {
    const ids = Array.from({ length: customers }, (_, index) => `shopper-${index + 1}`);
    await Promise.all([...ids.map((customerId) => reserve(crowd, customerId)), restock(crowd)]);
  },
  paidFor: reservationsPaidFor,
  rules: {
    [addUp]: piecesAddUp,
    [setAside]: piecesAreSetAside,
    'whoever got no pieces has the money back': shortAreRefunded,
    'no name or phone of a customer can be read': (evidence: Evidence) => readableIn(evidence, plain),
  },
  planted: {
    'pieces-kept': {
      module: new URL('proof/planted/pieces-kept.ts', import.meta.url),
      faults: [],
      rules: [setAside],
    },
    'sold-out-ignored': {
      module: new URL('proof/planted/sold-out-ignored.ts', import.meta.url),
      faults: [],
      rules: [addUp],
    },
  },
});
