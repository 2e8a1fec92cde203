import { deepEqual } from 'node:assert/strict';
import { specify } from '../../../test/support/given.ts';
import type { BookEvent } from './book.contract.ts';
import { type BookCommand, book } from './book.ts';

const { given } = specify(book);
const time = { requestedAt: 10, at: 20 };
const title = 'Dune';
const catalogued: BookEvent = {
  type: 'library.book.catalogued',
  data: { title, authors: 'Frank Herbert', copies: [1] },
};
const held = (rentalId: string, copy: number): BookEvent => ({
  type: 'library.book.held',
  data: { rentalId, copy, title },
});
const queued = (rentalId: string, position: number): BookEvent => ({
  type: 'library.book.queued',
  data: { rentalId, position, title },
});
const lent = (rentalId: string, copy: number): BookEvent => ({ type: 'library.book.lent', data: { rentalId, copy } });
const released = (rentalId: string, copy: number): BookEvent => ({
  type: 'library.book.released',
  data: { rentalId, copy, requestedAt: 10, closedAt: 20, by: 'cancel' },
});

describe('A title whose words may be lost, and that is asked again', () => {
  const again = (rentalId: string, told: { copy?: number; position?: number }): BookCommand => ({
    type: 'allocate',
    rentalId,
    ...time,
    told,
  });

  it('says again where the rental stands, where that is not what it was told', () => {
    given(catalogued, held('a', 1)).when(again('a', {})).thenEvents(held('a', 1));
    given(catalogued, held('a', 1))
      .when(again('a', { position: 2 }))
      .thenEvents(held('a', 1));
    given(catalogued, lent('b', 1), queued('c', 1), queued('a', 2)).when(again('a', {})).thenEvents(queued('a', 2));
    given(catalogued, lent('b', 1), queued('a', 1))
      .when(again('a', { copy: 1 }))
      .thenEvents(queued('a', 1));
  });

  it('says nothing where the rental was told, or has its copy', () => {
    given(catalogued, held('a', 1))
      .when(again('a', { copy: 1 }))
      .thenEvents();
    given(catalogued, lent('b', 1), queued('a', 1))
      .when(again('a', { position: 3 }))
      .thenEvents();
    given(catalogued, lent('a', 1)).when(again('a', {})).thenEvents();
    given(catalogued, held('a', 1), released('a', 1)).when(again('a', {})).thenEvents();
  });

  it('gives a place to a rental that it has never heard of', () => {
    given(catalogued).when(again('a', {})).thenEvents(held('a', 1));
  });

  it('keeps one place for one that is queued again', () => {
    const { state } = given(catalogued, lent('b', 1), queued('a', 1), queued('a', 1));
    deepEqual(state.waitlist, ['a']);
  });
});
