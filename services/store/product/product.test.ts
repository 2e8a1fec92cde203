import assert from 'node:assert/strict';
import { left } from '../../../mixins/kernel/claims.ts';
import { specify } from '../../../test/support/given.ts';
import type { ReservationEnvelope } from '../reservation/reservation.contract.ts';
import type { ProductEvent } from './product.contract.ts';
import { followReservation, product, restateOrders } from './product.ts';

const { given } = specify(product);
const milk = { productName: 'Milk', productPrice: 1_200, productQty: 10 };
const ordered: ProductEvent = { type: 'store.product.ordered', data: { orderId: 'o1', ...milk } };
const delivered: ProductEvent = { type: 'store.product.delivered', data: { orderId: 'o1', ...milk } };
const event = <Type extends 'took' | 'short' | 'restored' | 'used'>(type: Type, qty: number, rest: number) =>
  ({ type: `store.product.${type}`, data: { reserveId: 'r1', qty, left: rest } }) as ProductEvent;
const took = event('took', 2, 8);
const take = { type: 'take', reserveId: 'r1', qty: 2 } as const;

describe('A product', () => {
  it('is there once it is delivered, however often that is said', () => {
    assert.equal(left(given(ordered).state.stock), 0);
    assert.equal(left(given(ordered, delivered).state.stock), 10);
    given(ordered).when({ type: 'deliver', orderId: 'o1' }).thenEvents(delivered);
    given(ordered, delivered).when({ type: 'deliver', orderId: 'o1' }).thenEvents();
    given().when({ type: 'deliver', orderId: 'o1' }).thenEvents();
  });

  it('is ordered once by each order, and has the price of the newest one', () => {
    const again = { type: 'order', orderId: 'o1', ...milk } as const;
    for (const before of [[ordered], [ordered, delivered]])
      given(...before)
        .when(again)
        .thenEvents();
    const dearer = { ...milk, productPrice: 1_300 };
    const order = { type: 'order', orderId: 'o2', ...dearer } as const;
    const second: ProductEvent = { type: 'store.product.ordered', data: { orderId: 'o2', ...dearer } };
    given(ordered, delivered).when(order).thenEvents(second);
    assert.equal(given(ordered, delivered, second).state.productPrice, 1_300);
  });

  it('keeps its number when another one is ordered by name alone', () => {
    const snack = { type: 'order', orderId: 'o2', ...milk, productName: 'Snack', isNamed: true } as const;
    given(ordered).when(snack).thenRefused('store-product-number');
    given().when(snack).thenTypes('store.product.ordered');
    given(ordered)
      .when({ ...snack, productName: 'Milk' })
      .thenTypes('store.product.ordered');
  });

  it('gives a reservation what it asks for, whole or not at all, and once', () => {
    given(ordered, delivered).when(take).thenEvents(took);
    given(ordered, delivered)
      .when({ ...take, qty: 11 })
      .thenEvents(event('short', 11, 10));
    given(ordered, delivered, took).when(take).thenEvents();
    given(ordered, delivered, took)
      .when({ ...take, reserveId: 'r2', qty: 9 })
      .thenTypes('store.product.short');
    given(ordered)
      .when(take)
      .thenEvents(event('short', 2, 0));
  });

  it('is not given any more to a reservation that is over', () => {
    for (const end of [event('restored', 2, 10), event('used', 2, 8)])
      given(ordered, delivered, took, end).when(take).thenEvents();
    given(ordered, event('short', 2, 0), delivered)
      .when(take)
      .thenEvents();
    given(ordered, delivered, event('restored', 0, 10))
      .when(take)
      .thenEvents();
  });

  it('is there for others once it is restored, whoever had it, and gone once it is used', () => {
    given(ordered, delivered, took)
      .when({ type: 'restore', reserveId: 'r1' })
      .thenEvents(event('restored', 2, 10));
    given(ordered, delivered)
      .when({ type: 'restore', reserveId: 'r1' })
      .thenEvents(event('restored', 0, 10));
    given(ordered, delivered, took)
      .when({ type: 'use', reserveId: 'r1' })
      .thenEvents(event('used', 2, 8));
    given(ordered, delivered).when({ type: 'use', reserveId: 'r1' }).thenEvents();
    const { stock } = given(ordered, delivered, took, event('used', 2, 8)).state;
    assert.deepEqual([stock.limit, left(stock)], [8, 8]);
  });

  it('says again what became of a reservation where the answer was lost, and changes nothing by it', () => {
    const again = { ...take, again: true } as const;
    for (const said of [took, event('short', 2, 8)]) {
      const before = given(ordered, delivered, said);
      before.when(again).thenTypes(said.type);
      assert.deepEqual(given(ordered, delivered, said, said).state, before.state);
    }
    given(ordered, delivered, took).when(again).thenEvents(took);
    given(ordered, delivered).when(again).thenEvents(took);
  });

  it('gives back what it still has for one that is over, and tells nothing again', () => {
    const restore = { type: 'restore', reserveId: 'r1', again: true } as const;
    given(ordered, delivered, took)
      .when(restore)
      .thenEvents(event('restored', 2, 10));
    given(ordered, delivered).when(restore).thenEvents();
  });

  it('takes part in a repair by what reservations tell again', () => {
    const told = (state: string, restated?: true) =>
      followReservation({
        ...{ type: `store.reservation.${state}`, subject: 'r1', data: { productId: '1', qty: 2 } },
        ...(restated && { restated }),
      } as ReservationEnvelope)?.command;
    assert.deepEqual([told('reserved'), told('reserved', true)], [take, { ...take, again: true }]);
    assert.deepEqual([told('ready'), told('ready', true)], [undefined, take]);
    const restore = { type: 'restore', reserveId: 'r1' };
    assert.deepEqual([told('refunded'), told('refunded', true)], [restore, { ...restore, again: true }]);
    assert.deepEqual([told('declined'), told('declined', true)], [undefined, undefined]);
  });

  it('tells its supplier again of the orders that are still to come, and of no others', () => {
    const second: ProductEvent = { type: 'store.product.ordered', data: { orderId: 'o2', ...milk } };
    assert.deepEqual(restateOrders(given(ordered, second).state), [ordered, second]);
    assert.deepEqual(restateOrders(given(ordered, delivered).state), []);
    assert.deepEqual(restateOrders(product.initial), []);
  });
});
