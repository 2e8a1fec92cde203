import assert from 'node:assert/strict';
import { specify } from '../../../test/support/given.ts';
import type { BookEvent } from './book.contract.ts';
import { type BookCommand, book } from './book.ts';
import { noClosings } from './closings.ts';
import { standingOf } from './standing.ts';

describe('Where a rental stands', () => {
  const title = 'Dune';
  const copies = [
    { number: 1, rentalId: 'a' },
    { number: 2, rentalId: 'b', lent: true },
  ];
  const others = { waitlist: ['c', 'd'], unlisted: ['e'], closings: noClosings };
  const standing = (rentalId: string) => standingOf(rentalId, { title, listed: 1, copies, ...others }, 7);

  it('is with its copy, in the queue, or outside the catalogue, as of the version of the title', () => {
    assert.deepEqual(standing('a'), { state: 'held', copy: 1, title, version: 7 });
    assert.deepEqual(standing('b'), { state: 'lent', copy: 2, title, version: 7 });
    assert.deepEqual(standing('d'), { state: 'queued', position: 2, title, version: 7 });
    assert.deepEqual(standing('e'), { state: 'unlisted', title, version: 7 });
  });

  it('is nowhere when the title is done with it, or unknown', () => {
    assert.deepEqual(standing('f'), { state: 'refused', reason: 'stale', version: 7 });
    const none = { listed: 0, copies: [], waitlist: [], unlisted: [], closings: noClosings } as const;
    assert.deepEqual(standingOf('a', none, 0), { state: 'refused', reason: 'unknown-title', version: 0 });
  });
});

describe('A copy that staff takes on purpose', () => {
  const { given } = specify(book);
  const override = { reason: 'in hand', by: { id: 'choi', role: 'librarian' } } as const;
  const take: BookCommand = { type: 'allocate', rentalId: 'me', requestedAt: 10, at: 20, override };
  const catalogued: BookEvent = {
    type: 'library.book.catalogued',
    data: { title: 'Dune', authors: 'Frank Herbert', copies: [1] },
  };
  const held = (rentalId: string, more: object = {}): BookEvent => ({
    type: 'library.book.held',
    data: { rentalId, copy: 1, title: 'Dune', ...more },
  });
  const queued = (rentalId: string, position: number): BookEvent => ({
    type: 'library.book.queued',
    data: { rentalId, position, title: 'Dune' },
  });

  it('is held for the rental, and who loses it is the first to wait; the event says who did it and why', () => {
    const busy = [catalogued, held('you'), queued('next', 1)];
    given(...busy)
      .when(take)
      .thenEvents(queued('you', 1), held('me', { override }));
    const after = given(...busy, queued('me', 2), queued('you', 1), held('me', { override })).state;
    assert.deepEqual(after.waitlist, ['you', 'next']);
    assert.deepEqual(after.copies, [{ number: 1, rentalId: 'me' }]);
  });

  it('is its own, or a free one, where there is one', () => {
    given(catalogued).when(take).thenEvents(held('me'));
    given(catalogued, held('me')).when(take).thenEvents();
  });

  it('is never one that a member has', () => {
    const lent: BookEvent = { type: 'library.book.lent', data: { rentalId: 'you', copy: 1 } };
    given(catalogued, lent).when(take).thenEvents(queued('me', 1));
    given(catalogued, lent, queued('me', 1)).when(take).thenEvents();
  });
});
