import assert from 'node:assert/strict';
import { isRefusal } from '../../../mixins/kernel/decider.ts';
import { specify } from '../../../test/support/given.ts';
import { readTable } from '../../../test/support/table.ts';
import {
  allocate,
  cancel,
  catalogue,
  catalogued,
  details,
  giveBack,
  held,
  lend,
  lent,
  lentLate,
  queued,
  released,
} from '../../../test/support/titles.ts';
import type { BookEvent } from './book.contract.ts';
import { type BookCommand, book } from './book.ts';

const { given } = specify(book);

describe('A title', () => {
  describe('answers every command for a rental "me", however it stands to it: with events or with nothing (-)', () => {
    /** So many rentals have ended that "me" may have been one of those that are forgotten. */
    const forgotten = Array.from({ length: 65 }, (_, index) => released(`old-${index}`, null, 'return'));
    const situations: Record<string, readonly BookEvent[]> = {
      'not in the catalogue': [],
      'a free copy': [catalogued(1)],
      'all copies held': [catalogued(1), held('you', 1)],
      'all copies lent': [catalogued(1), lent('you', 1)],
      'it holds a copy': [catalogued(1), held('me', 1), queued('you', 1)],
      'it waits': [catalogued(1), held('you', 1), queued('me', 1)],
      'it is lent a copy': [catalogued(1), lent('me', 1), queued('you', 1)],
      'it is lent unlisted': [catalogued(1), lent('you', 1), lent('me', null)],
      'it was refused': [{ type: 'library.book.refused', data: { rentalId: 'me', reason: 'unknown-title' } }],
      'it has ended': [catalogued(1), released('me', null, 'return')],
      'it was forgotten': [catalogued(1), ...forgotten],
      'it waits, all else is forgotten': [catalogued(1), held('you', 1), queued('me', 1), ...forgotten],
    };
    const commands = { allocate: allocate('me'), lend: lend('me'), cancel: cancel('me'), return: giveBack('me') };
    const table = readTable(`
      situation                        allocate                lend                     cancel                     return
      not in the catalogue             refused me   lent me                  released me                released me
      a free copy                      held me 1    lent me 1                released me                released me
      all copies held                  queued me 1  lent me                  released me                released me
      all copies lent                  queued me 1  lent me                  released me                released me
      it holds a copy                  -            lent me 1                released me 1, held you 1  released me 1, held you 1
      it waits                         -            lent me                  released me                released me
      it is lent a copy                -            -                        released me 1, held you 1  released me 1, held you 1
      it is lent unlisted              -            -                        released me                released me
      it was refused                   refused me   lent me                  released me                released me
      it has ended                     -            -                        -                          -
      it was forgotten                 held me 1, doubted me   lent me 1, doubted me    -                          -
      it waits, all else is forgotten  -            lent me                  released me                released me
    `);

    for (const [situation, events] of Object.entries(situations)) {
      it(situation, () => {
        const { state } = given(...events);
        const answers = Object.entries(commands).map(([name, command]) => {
          const outcome = book.decide(command, state);
          assert.ok(!isRefusal(outcome));
          return [name, outcome.map(inWords).join(', ') || '-'];
        });
        assert.deepEqual(Object.fromEntries(answers), table.get(situation));
      });
    }

    function inWords({ type, data }: BookEvent): string {
      const { rentalId, position, copy = position } = data as { rentalId: string; position?: number; copy?: number };
      return [type.replace('library.book.', ''), rentalId, copy].filter((word) => word != null).join(' ');
    }
  });

  describe('and its catalogue entry', () => {
    it('numbers its copies from 1', () => {
      given()
        .when(catalogue(3))
        .thenEvents(catalogued(1, 2, 3));
    });

    it('is not changed by the same again, in whatever order the fields stand', () => {
      const { title, ...others } = details;
      given(catalogued(1, 2)).when(catalogue(2)).thenEvents();
      given(catalogued(1))
        .when({ type: 'catalogue', details: { ...others, title }, copies: 1 })
        .thenEvents();
    });

    it('keeps what it is not told: details, and how many copies there are', () => {
      given(catalogued(1, 2))
        .when({ type: 'catalogue', details: { title: details.title }, newCopies: 5 })
        .thenEvents();
    });

    it('has 3 copies and unknown authors when it is new and nobody says more', () => {
      const told: BookCommand = { type: 'catalogue', details: { title: 'Beowulf' } };
      const data = { title: 'Beowulf', authors: 'Unknown', copies: [1, 2, 3] };
      given().when(told).thenEvents({ type: 'library.book.catalogued', data });
      given()
        .when({ ...told, newCopies: 1 })
        .thenEvents({ type: 'library.book.catalogued', data: { ...data, copies: [1] } });
    });

    it('forgets what it is told to', () => {
      const { isbn, ...others } = details;
      const fewer: BookCommand = { type: 'catalogue', details: { ...others, isbn: null }, copies: 1 };
      given(catalogued(1))
        .when(fewer)
        .thenEvents({ type: 'library.book.catalogued', data: { ...others, copies: [1] } });
      given(catalogued(1), { type: 'library.book.catalogued', data: { ...others, copies: [1] } })
        .when(fewer)
        .thenEvents();
    });

    it('gives new copies to those who wait, in their order', () => {
      given(catalogued(1), lent('a', 1), queued('b', 1), queued('c', 2), queued('d', 3))
        .when(catalogue(3))
        .thenEvents(catalogued(1, 2, 3), held('b', 2), held('c', 3));
    });

    it('gives up free copies, the highest numbers first, and never uses a number of a copy in use', () => {
      given(catalogued(1, 2, 3), held('a', 3))
        .when(catalogue(2))
        .thenEvents(catalogued(1, 3));
      given(catalogued(1, 3), held('a', 3))
        .when(catalogue(3))
        .thenEvents(catalogued(1, 3, 4));
    });

    it('cannot have fewer copies than are held or lent', () => {
      const used = given(catalogued(1, 2, 3), held('a', 1), lent('b', 2));
      used.when(catalogue(1)).thenRefused('copies-in-use');
      used.when(catalogue(2)).thenEvents(catalogued(1, 2));
    });
  });

  describe('and its copies', () => {
    it('sets aside the first that is free', () => {
      given(catalogued(1, 2), held('a', 1)).when(allocate('b')).thenEvents(held('b', 2));
    });

    it('has its waitlist in order of arrival', () => {
      given(catalogued(1), held('a', 1), queued('b', 1)).when(allocate('c')).thenEvents(queued('c', 2));
    });

    it('gives a copy that comes free to the first who waits', () => {
      const busy = given(catalogued(1), held('a', 1), queued('b', 1), queued('c', 2));
      busy.when(cancel('a')).thenEvents(released('a', 1, 'cancel'), held('b', 1));
      busy.when(cancel('b')).thenEvents(released('b', null, 'cancel'));
    });

    it('keeps a copy free when nobody waits', () => {
      given(catalogued(1), lent('a', 1))
        .when(giveBack('a'))
        .thenEvents(released('a', 1, 'return'));
      given(catalogued(1), lent('a', 1), released('a', 1, 'return'))
        .when(allocate('b'))
        .thenEvents(held('b', 1));
    });

    it('says in the seeds’ words what happened last', () => {
      assert.equal(given(catalogued(1), held('a', 1)).state.bookStatus, 'reserved');
      assert.equal(given(catalogued(1), queued('a', 1)).state.bookStatus, 'reserved');
      assert.equal(given(catalogued(1), lent('a', 1)).state.bookStatus, 'rentaled');
      assert.equal(given(catalogued(1), lent('a', null)).state.bookStatus, 'rentaled');
      assert.equal(given(catalogued(1), released('a', 1, 'return')).state.bookStatus, 'returned');
      assert.equal(given(catalogued(1), released('a', 1, 'cancel'), catalogued(1, 2)).state.bookStatus, 'refunded');
    });
  });

  describe('that hears late of a check-out', () => {
    it('lends the copy that is held for the member, or else a free one, and tells which it was', () => {
      given(catalogued(1, 2), held('a', 2)).when(lend('a')).thenEvents(lent('a', 2));
      given(catalogued(1, 2), held('a', 1)).when(lend('b')).thenEvents(lentLate('b', 2));
    });

    it('never takes a copy that is held for another: the member has one that the catalogue does not know', () => {
      given(catalogued(1, 2, 3), held('a', 1), held('b', 2), lent('c', 3))
        .when(lend('d'))
        .thenEvents(lentLate('d', null));
      given(catalogued(1), held('a', 1), queued('b', 1)).when(lend('b')).thenEvents(lentLate('b', null));
    });

    it('reads what was decided before: the one who lost a held copy stands at the front of the queue', () => {
      const bumped = [catalogued(1), held('a', 1), queued('b', 1), queued('a', 1)];
      assert.deepEqual(given(...bumped).state.waitlist, ['a', 'b']);
      assert.deepEqual(given(...bumped).state.copies, [{ number: 1 }]);
      assert.deepEqual(given(...bumped, lent('c', 1)).state.copies, [{ number: 1, rentalId: 'c', lent: true }]);
    });

    it('takes the member who waits off the queue', () => {
      const { state } = given(catalogued(1), lent('a', 1), queued('b', 1), queued('c', 2), lent('b', null));
      assert.deepEqual(state.waitlist, ['c']);
      assert.deepEqual(state.unlisted, ['b']);
    });
  });
});
