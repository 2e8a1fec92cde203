import assert from 'node:assert/strict';
import { specify } from '../../../test/support/given.ts';
import type { ReservationEvent } from './reservation.contract.ts';
import { followProduct, type ReservationCommand, reservation } from './reservation.ts';

const { given } = specify(reservation);
const milk = { productName: 'Milk', productPrice: 1_200 };
const asked = { productId: '1', qty: 2, customerId: '2', customerName: 'S*m', customerPhone: '010-****-0279' };
const date = '2027-09-09T09:00:00.000Z';
const order = { type: 'order', id: 'r1', ...asked, date, due: 5, product: milk, said: milk } as const;
const terms = { ...asked, ...milk, totalPrice: 2_400, date, paymentId: 'r1', attempt: 1 };
const requested: ReservationEvent = { type: 'store.reservation.requested', data: { ...terms, due: 5 } };
const reserved: ReservationEvent = { type: 'store.reservation.reserved', data: terms };
const ready: ReservationEvent = { type: 'store.reservation.ready', data: terms };
const pickedUp: ReservationEvent = {
  type: 'store.reservation.picked-up',
  data: { ...terms, pickupDate: date, requestId: 'q1' },
};
const end = { ...terms, cancelDate: date, requestId: 'q1' };
const cancelled: ReservationEvent = { type: 'store.reservation.cancelled', data: end };
const refunded: ReservationEvent = { type: 'store.reservation.refunded', data: end };
const abandoned: ReservationEvent = { type: 'store.reservation.abandoned', data: terms };
const cancel = { type: 'cancel', at: date, requestId: 'q1' } as const;
const pickUp = { type: 'pickUp', at: date, requestId: 'q1' } as const;

describe('A reservation of the store', () => {
  it('costs what is known of its product, and is paid before it is', () => {
    given().when(order).thenEvents(requested);
    given(requested).when({ type: 'grant', key: 'r1' }).thenEvents(reserved);
    given(requested).when({ type: 'deny', key: 'r1', reason: 'no funds' }).thenTypes('store.reservation.declined');
    given(requested).when({ type: 'giveUp', key: 'r1', due: 9 }).thenTypes('store.reservation.abandoning');
  });

  it('is refused when the customer takes its product for another one, or for another price', () => {
    for (const said of [{ productPrice: 1 }, { productName: 'Snack' }, { productName: 'Milk', productPrice: 1_201 }])
      given()
        .when({ ...order, said })
        .thenRefused('store-product-differs');
    given()
      .when({ ...order, said: {} })
      .thenEvents(requested);
    const { product: _, ...unknown } = order;
    given().when(unknown).thenRefused('store-product-not-found');
  });

  it('is joined by a repeat, whatever the product costs by then, and by no other request', () => {
    for (const before of [[requested], [requested, reserved], [requested, reserved, ready]])
      given(...before)
        .when({ ...order, product: { ...milk, productPrice: 9_000 } })
        .thenEvents();
    for (const other of [{ qty: 3 }, { customerPhone: '010-****-0280' }, { customerName: 'K*m' }])
      given(requested)
        .when({ ...order, ...other })
        .thenRefused('key-reused');
  });

  it('is asked for again under a new key once it was given up, at the price of then', () => {
    const dearer = { ...milk, productPrice: 1_300 };
    given(requested, abandoned)
      .when({ ...order, product: dearer, said: dearer })
      .thenEvents({
        type: 'store.reservation.requested',
        data: { ...terms, ...dearer, totalPrice: 2_600, paymentId: 'r1.2', attempt: 2, due: 5 },
      });
    given(requested, abandoned)
      .when({ ...order, product: dearer })
      .thenRefused('store-product-differs');
  });

  it('can be picked up once its pieces are set aside, and not before', () => {
    given(requested, reserved).when({ type: 'ready' }).thenEvents(ready);
    given(requested, reserved, ready).when(pickUp).thenEvents(pickedUp);
    given(requested, reserved, ready, pickedUp).when(pickUp).thenEvents();
    given(requested, reserved, ready, pickedUp)
      .when({ ...pickUp, requestId: 'q2' })
      .thenRefused('store-reservation-state', 'picked-up');
    given(requested, reserved).when(pickUp).thenRefused('store-reservation-state', 'reserved');
    given(requested, reserved, ready, cancelled).when(pickUp).thenRefused('store-reservation-state', 'cancelled');
  });

  it('is cancelled when there are too few pieces, which a customer may have done before', () => {
    const short: ReservationCommand = { type: 'short', at: date };
    const { requestId: _, ...ended } = end;
    const data = { ...ended, reason: 'There were too few pieces.' };
    for (const before of [[reserved], [reserved, ready]])
      given(requested, ...before)
        .when(short)
        .thenEvents({ type: 'store.reservation.cancelled', data });
    given(requested, ready, pickedUp).when(short).thenEvents();
    given(requested, reserved, cancelled).when(short).thenEvents();
    const { state } = given(requested, reserved, { type: 'store.reservation.cancelled', data });
    assert.deepEqual(reservation.decide({ type: 'refund', key: 'r1' }, state), [
      { type: 'store.reservation.refunded', data },
    ]);
  });

  it('is cancelled once, until it is picked up, and then refunded', () => {
    for (const before of [[reserved], [reserved, ready]])
      given(requested, ...before)
        .when(cancel)
        .thenEvents(cancelled);
    given(requested, reserved, cancelled).when(cancel).thenEvents();
    given(requested, cancelled)
      .when({ ...cancel, requestId: 'q2' })
      .thenRefused('store-reservation-state', 'cancelled');
    given(requested, ready, pickedUp).when(cancel).thenRefused('store-reservation-state', 'picked-up');
    given(requested, cancelled).when({ type: 'refund', key: 'r1' }).thenEvents(refunded);
    given(requested, cancelled).when({ type: 'refund', key: 'r1.2' }).thenEvents();
    given(requested, reserved).when({ type: 'refund', key: 'r1' }).thenEvents();
  });

  it('tells its end again when pieces are taken for it long after', () => {
    given(requested, reserved, cancelled, refunded).when({ type: 'ready' }).thenEvents(refunded);
    given(requested, reserved, cancelled).when({ type: 'ready' }).thenEvents();
  });

  it('hears of its pieces by the events of its product', () => {
    const told = { time: date, data: { reserveId: 'r1', qty: 2, left: 0 } };
    const commandOf = (type: 'took' | 'short') =>
      followProduct({ ...told, type: `store.product.${type}` } as Parameters<typeof followProduct>[0]);
    assert.deepEqual(commandOf('took'), { id: 'r1', command: { type: 'ready' } });
    assert.deepEqual(commandOf('short'), { id: 'r1', command: { type: 'short', at: date } });
  });
});
