import assert from 'node:assert/strict';
import { acceptReservation } from './edge.ts';

describe('Reservations of the original library', () => {
  it('are taken with numeric ids', () =>
    assert.deepEqual(acceptReservation({ memberId: 2, bookId: 4 }), { memberId: '2', bookId: '4' }));

  it('keep what is no id, which is refused by name', () => {
    for (const other of [{ memberId: [2] }, { bookId: true }, { wait: 0 }])
      assert.deepEqual(acceptReservation(other), other);
  });
});
