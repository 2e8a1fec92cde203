import assert from 'node:assert/strict';
import { left } from '../../mixins/kernel/claims.ts';
import type { Refusal } from '../../mixins/kernel/decider.ts';
import { firstFault, Simulated, World } from '../../test/support/simulation.ts';
import type { ProductEnvelope, ProductEvent } from './product/product.contract.ts';
import * as products from './product/product.ts';
import type { ReservationEnvelope, ReservationEvent } from './reservation/reservation.contract.ts';
import * as reservations from './reservation/reservation.ts';
import { followOrdered, type OrderedEnvelope, type SupplierCommand, supplier } from './supplier/supplier.ts';

/** What a mutation leaves out or does wrong: each must be found. */
const mutations = [
  'none',
  ...(['keeps the money', 'keeps the pieces', 'takes again', 'delivers again'] as const),
  ...(['charges again', 'sells what is not there', 'hands over what is not set aside'] as const),
  ...(['answers a repair with nothing', 'repairs nothing', 'orders nothing again'] as const),
] as const;
type Mutation = (typeof mutations)[number];

type Known = reservations.Known;
type Charge = 'charged' | 'returned';

const ids = Array.from({ length: 8 }, (_, index) => `r${index}`);
/** Events after which somebody has to come back to a reservation. */
const awaited = ['store.reservation.requested', 'store.reservation.abandoning'];
const productId = '1';
const milk = { productName: 'Milk', productPrice: 1_200 };
const customer = { customerId: 'kim', customerName: 'K*m', customerPhone: '010-****-0279' };

/** The rule of products, and what the mutation makes of it. */
function productWith(mutation: Mutation): typeof products.product {
  const { decide, ...rest } = products.product;
  return {
    ...rest,
    decide(command, state) {
      if (mutation === 'takes again') return decide(command, { ...state, over: [] });
      if (mutation === 'delivers again' && command.type === 'deliver') {
        const { orderId } = command;
        return decide(command, { ...state, orders: { ...state.orders, [orderId]: 4 } });
      }
      if (mutation === 'answers a repair with nothing' && 'again' in command) {
        const { again: _, ...first } = command;
        return decide(first, state);
      }
      const isEager = mutation === 'sells what is not there' && command.type === 'take';
      return decide(command, isEager ? { ...state, stock: { ...state.stock, limit: 99 } } : state);
    },
  };
}

function reservationWith(mutation: Mutation): typeof reservations.reservation {
  const { decide, ...rest } = reservations.reservation;
  return {
    ...rest,
    decide(command, state) {
      const isHasty = mutation === 'hands over what is not set aside' && command.type === 'pickUp';
      return decide(command, isHasty && state.state === 'reserved' ? { ...state, state: 'ready' } : state);
    },
  };
}

/** What payment does: a settled one is never charged. */
function charge(charges: Map<string, Charge>, key: string): Refusal | undefined {
  if (charges.get(key) === 'returned') return { refused: 'payment-voided', kind: 'conflict', detail: '' };
  charges.set(key, 'charged');
  return undefined;
}

/** What follows from an event of a product. */
function heard(
  told: ProductEnvelope,
  suppliers: Told<SupplierCommand>,
  reserved: Told<reservations.ReservationCommand>,
): void {
  if (told.type === 'store.product.ordered') {
    const { id, command } = followOrdered(told as OrderedEnvelope);
    suppliers.tell(id, command);
  }
  if (told.type === 'store.product.took' || told.type === 'store.product.short') {
    const { id, command } = reservations.followProduct(told);
    reserved.tell(id, command);
  }
}

interface Told<Command> {
  tell(id: string, command: Command): unknown;
}

/** @param lost the share of what follows from events that is lost, until all is repaired. @returns what is wrong at the end */
function run(seed: number, mutation: Mutation, lost = 0): string[] {
  const world = new World(seed);
  let share = lost;
  const follow = (work: () => void) => {
    if (share === 0 || !world.chance(share)) world.follow(work);
  };
  const due = new Set<string>();
  const charges = new Map<string, Charge>();
  const settle = (id: string, key: string) => {
    charges.set(key, 'returned');
    follow(() => void reserved.tell(id, { type: 'refund', key }));
  };
  const shipped = (orderId: string) => follow(() => void stock.tell(productId, { type: 'deliver', orderId }));
  const suppliers = new Simulated(supplier, shipped);
  const said = (subject: string, event: ProductEvent) =>
    follow(() => heard({ ...event, subject, time: '' } as ProductEnvelope, suppliers, reserved));
  const stock = new Simulated(productWith(mutation), said);
  const told = (subject: string, event: ReservationEvent, restated?: true) => {
    const { type } = event;
    if ((products.followedTypes as readonly string[]).includes(type)) {
      const followed = products.followReservation({ ...event, subject, restated } as ReservationEnvelope);
      const isLeftOut = mutation === 'keeps the pieces' && followed?.command.type === 'restore';
      if (followed && !isLeftOut) follow(() => void stock.tell(followed.id, followed.command));
    }
    if (awaited.includes(type)) due.add(subject);
    if (type === 'store.reservation.cancelled' && mutation !== 'keeps the money')
      follow(() => settle(subject, event.data.paymentId));
  };
  const reserved: Simulated<reservations.Reservation, reservations.ReservationCommand, ReservationEvent> =
    new Simulated(reservationWith(mutation), told);

  /** Every record tells its state again, as a repair has it. */
  function repair(): void {
    if (mutation === 'repairs nothing') return;
    for (const [id, state] of reserved.records) {
      const event = reservations.restateReservation(state);
      if (event) told(id, event, true);
    }
    const open = mutation === 'orders nothing again' ? [] : products.restateOrders(stock.get(productId));
    for (const event of open) said(productId, event);
    for (const orderId of suppliers.records.keys()) shipped(orderId);
  }

  function ask(id: string): void {
    const qty = 1 + (ids.indexOf(id) % 3);
    const known = { product: milk, said: {}, date: '', due: world.now + 10 };
    reserved.tell(id, { type: 'order', id, productId, qty, ...customer, ...known });
    const state = reserved.get(id);
    if (state.state !== 'requested') return;
    const { paymentId } = state;
    const key = mutation === 'charges again' ? `${paymentId}.${Math.floor(world.random() * 9)}` : paymentId;
    world.call(
      () => charge(charges, key),
      (answer) => {
        const word = answer === 'done' ? ({ type: 'grant' } as const) : ({ type: 'giveUp', due: world.now } as const);
        reserved.tell(id, { ...word, key: paymentId });
      },
    );
  }

  function giveUp(id: string): void {
    const known = reservations.intentOf(reserved.get(id));
    if (known?.place !== 'asked' && known?.place !== 'abandoning') return void due.delete(id);
    reserved.tell(id, { type: 'giveUp', key: known.key, due: world.now });
    if (reservations.intentOf(reserved.get(id))?.place !== 'abandoning') return;
    if (mutation !== 'keeps the money') charges.set(known.key, 'returned');
    if (!world.chance(0.2)) reserved.tell(id, { type: 'settle', key: known.key });
  }

  function comeBack(share: number): void {
    for (const id of due) if (world.chance(share)) giveUp(id);
  }

  let ordered = 0;
  for (let step = 0; step < 140; step += 1) {
    const what = world.random();
    const id = world.pick(ids);
    if (what < 0.16) ask(id);
    else if (what < 0.2) stock.tell(productId, { type: 'order', orderId: `o${ordered++ % 2}`, ...milk, productQty: 4 });
    else if (what < 0.26) reserved.tell(id, { type: 'cancel', at: '', requestId: `${step}` });
    else if (what < 0.32) reserved.tell(id, { type: 'pickUp', at: '', requestId: `${step}` });
    else if (what < 0.38) comeBack(0.5);
    else world.happen();
  }
  const settleDown = () => {
    for (let round = 0; round < 2_000 && (world.happen() || due.size > 0); round += 1) comeBack(1);
  };
  if (lost > 0 && world.chance(0.5)) settleDown();
  share = 0;
  if (lost > 0) repair();
  settleDown();
  const all = () => JSON.stringify([...reserved.records, ...stock.records]);
  const once = all();
  if (lost > 0) {
    repair();
    settleDown();
  }
  const known = [...reserved.records].map(([id, record]) => ({ id, ...(record as Known) }));
  const found = faultsOf(known, stock.get(productId), charges, 4 * Math.min(ordered, 2));
  return all() === once ? found : [...found, 'a second repair changes something'];
}

/** `delivered`: the pieces that there ever were. */
function faultsOf(
  known: readonly (Known & { readonly id: string })[],
  { stock, orders }: products.Product,
  charges: ReadonlyMap<string, Charge>,
  delivered: number,
): string[] {
  const used = known.filter(({ state }) => state === 'picked-up').reduce((sum, { qty }) => sum + qty, 0);
  const claimed = Object.values(stock.granted).reduce((sum, qty) => sum + qty, 0);
  const kept = [...charges].filter(([, charge]) => charge === 'charged').map(([key]) => key);
  const checks: readonly (readonly [string, boolean])[] = [
    ['an order is not delivered', Object.keys(orders).length > 0],
    ['there is less than nothing', left(stock) < 0],
    [
      `${delivered} were delivered, ${used} used, ${claimed} claimed, ${left(stock)} left`,
      delivered - used - claimed !== left(stock),
    ],
    ...kept.map((key) => [`${key} is paid for nothing`, !known.some(({ paymentId }) => paymentId === key)] as const),
    ...known.flatMap((one) => {
      const isLive = one.state === 'ready';
      const isPaid = isLive || one.state === 'picked-up';
      return [
        [`it is ${one.state} for ever`, ['requested', 'abandoning', 'reserved', 'cancelled'].includes(one.state)],
        [`${one.state}: is it paid?`, kept.includes(one.paymentId) !== isPaid],
        [`${one.state}: has it its pieces?`, (stock.granted[one.id] === one.qty) !== isLive],
      ] as const;
    }),
  ];
  return checks.filter(([, isFound]) => isFound).map(([fault]) => fault);
}

const runWithLosses = (seed: number, mutation: Mutation) => run(seed, mutation, 0.1);

describe('The store, whatever is repeated, reordered, late or lost', function () {
  this.timeout(60_000);
  it('hands over what is paid and there, and gives back the money for the rest', () =>
    assert.equal(firstFault(run, 'none', 10_000), undefined));
  it('does so after a repair, though events were lost, and a second repair changes nothing', () =>
    assert.equal(firstFault(runWithLosses, 'none', 10_000), undefined));
  for (const mutation of mutations.filter((one) => one !== 'none'))
    it(`is found out when it ${mutation}`, () => assert.ok(firstFault(runWithLosses, mutation, 10_000)));
});
