import assert from 'node:assert/strict';
import { acceptOrder } from './edge.ts';

describe('Orders of the original market', () => {
  it('are taken with numeric ids and a quantity as text, and do not say what an order is in', () => {
    const body = acceptOrder({ id: 7, status: 'Ordered', bookId: 101, qty: '1', customerId: 10002 });
    assert.deepEqual(body, { bookId: '101', qty: 1, customerId: '10002' });
  });

  it('keep a quantity that is no number, and what is unknown: both are refused by name', () => {
    for (const qty of ['', 'x', '-1', '1.5', '1e3']) assert.deepEqual(acceptOrder({ qty }), { qty });
    assert.deepEqual(acceptOrder({ color: 'red' }), { color: 'red' });
  });
});
