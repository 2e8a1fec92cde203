import assert from 'node:assert/strict';
import { firstFault, Simulated, World } from '../../test/support/simulation.ts';
import { type Delivery, delivery, followedTypes, followOrder } from './delivery/delivery.ts';
import type { OrderEnvelope } from './order/order.contract.ts';
import { intentOf, type Known, order } from './order/order.ts';

/** What a mutation leaves out or does wrong: each must be found. */
const mutations = ['none', 'keeps the money', 'keeps the parcel', 'charges again'] as const;
type Mutation = (typeof mutations)[number];

const ids = ['o1', 'o2', 'o3', 'o4', 'o5'];

/** What payment knows of a charge: a settled one is never charged. */
type Charge = 'charged' | 'returned';

/** @returns what is wrong at the end */
function run(seed: number, mutation: Mutation): string[] {
  const world = new World(seed);
  const due = new Set<string>();
  const charges = new Map<string, Charge>();
  const settle = (id: string, key: string) => {
    charges.set(key, 'returned');
    world.follow(() => void orders.tell(id, { type: 'refund', key }));
  };
  const deliveries = new Simulated(delivery, (id, { type }) => {
    if (type === 'market.delivery.shipped') world.follow(() => void orders.tell(id, { type: 'ship' }));
  });
  const orders = new Simulated(order, (subject, event) => {
    const told = { ...event, subject } as OrderEnvelope;
    const isFollowed = (followedTypes as readonly string[]).includes(event.type);
    const isEnd = event.type === 'market.order.cancelled' || event.type === 'market.order.refunded';
    const isLeftOut = mutation === 'keeps the parcel' && isEnd;
    if (isFollowed && !isLeftOut) {
      const { id, command } = followOrder(told);
      world.follow(() => void deliveries.tell(id, command));
    }
    if (event.type === 'market.order.requested' || event.type === 'market.order.abandoning') due.add(subject);
    if (event.type === 'market.order.cancelled' && mutation !== 'keeps the money')
      world.follow(() => settle(subject, event.data.paymentId));
  });

  function ask(id: string): void {
    const asked = { bookId: '1', qty: 1, customerId: 'kim', amount: 1_000, requestedAt: '' };
    orders.tell(id, { type: 'request', id, ...asked, due: world.now + 10 });
    const state = orders.get(id);
    if (state.state !== 'requested') return;
    const key = mutation === 'charges again' ? `${state.paymentId}.${Math.floor(world.random() * 9)}` : state.paymentId;
    world.call(
      () => {
        if (charges.get(key) === 'returned') return { refused: 'payment-voided', kind: 'conflict', detail: '' };
        charges.set(key, 'charged');
        return undefined;
      },
      (answer) =>
        void orders.tell(
          id,
          answer === 'done'
            ? { type: 'grant', key: state.paymentId }
            : { type: 'giveUp', key: state.paymentId, due: world.now },
        ),
    );
  }

  function giveUp(id: string): void {
    const known = intentOf(orders.get(id));
    if (known?.place !== 'asked' && known?.place !== 'abandoning') {
      due.delete(id);
      return;
    }
    orders.tell(id, { type: 'giveUp', key: known.key, due: world.now });
    if (intentOf(orders.get(id))?.place !== 'abandoning') return;
    if (mutation !== 'keeps the money') charges.set(known.key, 'returned');
    if (world.chance(0.2)) return;
    orders.tell(id, { type: 'settle', key: known.key });
  }

  for (let step = 0; step < 100; step += 1) {
    const what = world.random();
    if (what < 0.2) ask(world.pick(ids));
    else if (what < 0.3) orders.tell(world.pick(ids), { type: 'cancel', at: '', requestId: `${step}` });
    else if (what < 0.38) for (const id of due) world.chance(0.5) && giveUp(id);
    else world.happen();
  }
  for (let round = 0; round < 1_000 && (world.happen() || due.size > 0); round += 1) for (const id of due) giveUp(id);
  const known = [...orders.records].map(([id, record]) => ({ id, ...(record as Known) }));
  const kept = [...charges].filter(([, charge]) => charge === 'charged').map(([key]) => key);
  return [
    ...known.flatMap((one) => faultsOf(one, deliveries.get(one.id), kept)),
    ...kept
      .filter((key) => !known.some(({ paymentId }) => paymentId === key))
      .map((key) => `${key} is paid for nothing`),
  ];
}

function faultsOf(one: Known, parcel: Delivery, kept: readonly string[]): string[] {
  const isPaid = one.state === 'paid' || one.state === 'shipped';
  const checks = [
    [`it is ${one.state} for ever`, ['requested', 'abandoning', 'paid', 'cancelled'].includes(one.state)],
    [`${one.state}: is it paid?`, kept.includes(one.paymentId) !== isPaid],
    [`${one.state}: its parcel is ${parcel.status}`, (parcel.status === 'Shipped') !== (one.state === 'shipped')],
  ] as const;
  return checks.filter(([, isFound]) => isFound).map(([fault]) => fault);
}

describe('The market, whatever is repeated, reordered, late or lost', function () {
  this.timeout(60_000);

  it('sends what is paid, and gives back what is not sent', () =>
    assert.equal(firstFault(run, 'none', 10_000), undefined));
  for (const mutation of mutations.filter((one) => one !== 'none'))
    it(`is found out when it ${mutation}`, () => assert.ok(firstFault(run, mutation, 10_000)));
});
