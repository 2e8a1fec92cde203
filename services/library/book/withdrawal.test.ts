import assert from 'node:assert/strict';
import { specify } from '../../../test/support/given.ts';
import {
  allocate,
  cancel,
  catalogue,
  catalogued,
  giveBack,
  held,
  lend,
  lent,
  queued,
  released,
} from '../../../test/support/titles.ts';
import type { BookEvent } from './book.contract.ts';
import { type BookCommand, book } from './book.ts';

const { given } = specify(book);

describe('A title that is withdrawn', () => {
  const withdraw: BookCommand = { type: 'withdraw' };
  const withdrawn = (...copies: number[]): BookEvent => ({
    type: 'library.book.withdrawn',
    data: { title: 'Dune', copies },
  });
  const refused = (rentalId: string): BookEvent => ({
    type: 'library.book.refused',
    data: { rentalId, reason: 'withdrawn' },
  });
  const busy = [catalogued(1, 2), lent('a', 1), held('b', 2), queued('c', 1), queued('d', 2)];

  it('refuses those who hold a copy or wait, and keeps what is in use', () => {
    given(catalogued(1, 2, 3), lent('a', 1), held('b', 2))
      .when(withdraw)
      .thenEvents(withdrawn(1, 2), refused('b'));
    given(...busy)
      .when(withdraw)
      .thenEvents(withdrawn(1, 2), refused('b'), refused('c'), refused('d'));
    const { state } = given(...busy, withdrawn(1, 2));
    assert.deepEqual(state.copies, [
      { number: 1, rentalId: 'a', lent: true },
      { number: 2, rentalId: 'b' },
    ]);
    assert.deepEqual([state.listed, state.waitlist], [0, []]);
  });

  it('loses the copies that come free', () => {
    const gone = given(...busy, withdrawn(1, 2));
    gone.when(giveBack('a')).thenEvents(released('a', 1, 'return'));
    gone.when(cancel('b')).thenEvents(released('b', 2, 'cancel'));
    gone.when(cancel('c')).thenEvents(released('c', null, 'cancel'));
    const empty = [released('a', 1, 'return'), released('b', 2, 'cancel')];
    assert.deepEqual(given(...busy, withdrawn(1, 2), ...empty).state.copies, []);
  });

  it('refuses who asks for it, and knows who had taken the copy that was held for them', () => {
    const gone = given(...busy, withdrawn(1, 2));
    gone.when(allocate('e')).thenEvents(refused('e'));
    gone.when(lend('b')).thenEvents(lent('b', 2));
  });

  it('is withdrawn once, and cannot be before it is there', () => {
    given(catalogued(1), withdrawn()).when(withdraw).thenEvents();
    given().when(withdraw).thenRefused('book-not-found');
  });

  it('can be catalogued again, with the copies that are out', () => {
    const again = [...busy, withdrawn(1, 2)];
    given(...again)
      .when(catalogue(2))
      .thenEvents(catalogued(1, 2));
    given(...again)
      .when(catalogue(3))
      .thenEvents(catalogued(1, 2, 3));
    given(...again, catalogued(1, 2, 3))
      .when(allocate('e'))
      .thenEvents(held('e', 3));
  });
});
