import assert from 'node:assert/strict';
import { held, terms } from '../../../test/support/rentals.ts';
import type { HistoryEntry } from '../../history/history.contract.ts';
import { stepsOf } from './rental.history.ts';

describe('The history of a rental, as its member is told', () => {
  it('is what the rental itself went through', () => {
    const happened = (type: string, data: object, version: number): HistoryEntry => {
      const at = new Date(version * 1_000).toISOString();
      const source = `/${type.split('.').at(-2)}`;
      const eventId = `r1-${version}`;
      return {
        type,
        at,
        source,
        subject: 'r1',
        version,
        eventId,
        correlationId: 'c',
        causationId: 'c',
        data: { ...data },
      };
    };
    const happenings = [
      happened('payment.captured', { orderId: 'r1' }, 1),
      happened('library.rental.reserved', terms, 2),
      happened('library.book.held', { rentalId: 'r1', copy: 2 }, 9),
      happened('library.rental.ready', { ...terms, ...held }, 3),
      happened('library.rental.ended', { ...terms, by: 'return', toldBy: 7 }, 4),
    ];
    assert.deepEqual(
      stepsOf(happenings).map(({ state, copy, amount }) => [state, copy, amount]),
      [
        ['reserved', undefined, 1_000],
        ['ready', 2, 1_000],
      ],
    );
  });
});
