import assert from 'node:assert/strict';
import { acceptMessage } from './edge.ts';

describe('Messages of the original services', () => {
  it('are taken with a numeric customer, and an id of theirs is left out', () => {
    const body = acceptMessage({ id: 7, customerId: 33, message: 'Shipped...' });
    assert.deepEqual(body, { customerId: '33', message: 'Shipped...' });
  });

  it('keep what is no id, which is refused by name', () => {
    for (const other of [{ message: 5 }, { customerId: [33] }, { color: 'red' }])
      assert.deepEqual(acceptMessage(other), other);
  });
});
