import assert from 'node:assert/strict';
import { acceptProductOrder, acceptReservation } from './edge.ts';

describe('Bodies of the original store', () => {
  it('are taken with numeric ids, and do not say what a reservation is in', () => {
    const body = {
      id: 7,
      status: 'RESERVE',
      date: '2021-09-15',
      productId: 1,
      productName: 'Milk',
      productPrice: 1_200,
    };
    const more = { customerId: 2, customerName: 'Sam', customerPhone: '010-9837-0279', qty: '2' };
    assert.deepEqual(acceptReservation({ ...body, ...more }), {
      ...{ productId: '1', productName: 'Milk', productPrice: 1_200 },
      ...{ customerId: '2', customerName: 'Sam', customerPhone: '010-9837-0279', qty: 2 },
    });
    const order = { productName: 'Milk', productPrice: '1200', productQty: 2 };
    assert.deepEqual(acceptProductOrder({ id: 1, ...order }), { ...order, productPrice: 1_200 });
  });

  it('keep a count that is no number, and what is unknown: both are refused by name', () => {
    for (const qty of ['', 'x', '-1', '1.5', '1e3', ' 2', ['2']]) assert.deepEqual(acceptReservation({ qty }), { qty });
    assert.deepEqual(acceptProductOrder({ color: 'red' }), { color: 'red' });
  });
});
