import assert from 'node:assert/strict';
import { envelop, restate } from '../../../mixins/kernel/event.ts';
import type { RentalEnvelope, RentalEvent } from '../rental/rental.contract.ts';
import { followRental } from './book.policy.ts';

describe('What a title does when a rental', () => {
  const requestedAt = '2026-01-01T00:00:00.000Z';
  const terms = { memberId: 'kim', bookId: 'b1', amount: 1_000, paymentId: 'r1', attempt: 1, requestedAt };
  const origin = { source: '/rental', subject: 'r1', at: 0 };
  const asked = { rentalId: 'r1', requestedAt: Date.parse(requestedAt), at: 9 };
  const news = (event: RentalEvent) =>
    envelop([event], 1, { ...origin, correlationId: 'c', causationId: 'c' })[0] as RentalEnvelope;
  const again = (event: RentalEvent) => restate([event], 2, origin, 'run')[0] as RentalEnvelope;
  const waiting: RentalEvent = { type: 'library.rental.waiting', data: { ...terms, position: 4, title: 'Emma' } };
  const ready: RentalEvent = { type: 'library.rental.ready', data: { ...terms, copy: 3, title: 'Emma' } };
  const refunded: RentalEvent = { type: 'library.rental.refunded', data: { ...terms, reason: 'member' } };

  it('waits, is ready or refunded: nothing, since it said so itself or has heard of the cancellation', () => {
    for (const event of [waiting, ready, refunded]) assert.equal(followRental(news(event), 9), undefined);
  });

  it('tells its state again: it compares that with what it knows', () => {
    const reserved: RentalEvent = { type: 'library.rental.reserved', data: terms };
    const told = [reserved, waiting, ready].map((event) => followRental(again(event), 9)?.command);
    assert.deepEqual(told, [
      { type: 'allocate', ...asked, told: {} },
      { type: 'allocate', ...asked, told: { copy: undefined, position: 4 } },
      { type: 'allocate', ...asked, told: { copy: 3, position: undefined } },
    ]);
    assert.deepEqual(followRental(again(refunded), 9)?.command, { type: 'release', by: 'cancel', ...asked });
  });
});
