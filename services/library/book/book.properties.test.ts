import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dataCheck } from '../../../mixins/event-data.ts';
import { everyLife, take } from '../../../test/support/lives.ts';
import { type BookEvent, bookEventDefinitions } from './book.contract.ts';
import { type BookCommand, book, type Title } from './book.ts';

const rentals = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Any command at any time: late, twice, out of order, for rentals of which some never ask. */
const command: fc.Arbitrary<BookCommand> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('catalogue'),
      details: fc.record({ title: fc.constantFrom('Dune', 'Emma'), authors: fc.constant('unknown') }),
      copies: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 5, arbitrary: fc.constantFrom(...rentals).map((rentalId) => follow('allocate', rentalId)) },
  { weight: 2, arbitrary: fc.constantFrom(...rentals).map((rentalId) => follow('lend', rentalId)) },
  { weight: 2, arbitrary: fc.constantFrom(...rentals).map((rentalId) => release(rentalId)) },
);

function follow(type: 'allocate' | 'lend', rentalId: string): BookCommand {
  return { type, rentalId, requestedAt: rentalId.charCodeAt(0), at: 1_000 };
}

function release(rentalId: string): BookCommand {
  return { type: 'release', by: 'return', rentalId, requestedAt: rentalId.charCodeAt(0), at: 1_000 };
}

function told(title: Title, command: BookCommand): Title {
  return take(book, title, command).after;
}

const inEveryLife = everyLife(book, {
  commands: fc.array(command, { minLength: 5, maxLength: 50 }),
  seed: 20_260_104,
});

/** Where rentals stand in the title, one entry for each place. */
function placesIn({ copies, waitlist, unlisted, closings }: Title): string[] {
  const holders = copies.flatMap(({ rentalId }) => rentalId ?? []);
  return [...holders, ...waitlist, ...unlisted, ...closings.rentals.map(({ rentalId }) => rentalId)];
}

/** The waitlist after the event, by its plain meaning. */
function queueUp(waitlist: readonly string[], { type, data }: BookEvent): readonly string[] {
  if (!('rentalId' in data)) return waitlist;
  const others = waitlist.filter((rentalId) => rentalId !== data.rentalId);
  if (type !== 'library.book.queued') return others;
  return [...others, data.rentalId];
}

describe('Whatever a title is told, in whatever order', () => {
  it('has each rental in one place at most, and so one holder for a copy', () => {
    inEveryLife((life) => {
      for (const { after } of life) {
        const numbers = after.copies.map(({ number }) => number);
        assert.equal(new Set(numbers).size, numbers.length);
        assert.equal(new Set(placesIn(after)).size, placesIn(after).length);
      }
    });
  });

  it('never has a copy free while someone waits', () => {
    inEveryLife((life) => {
      for (const { after } of life)
        assert.ok(after.waitlist.length === 0 || after.copies.every(({ rentalId }) => rentalId !== undefined));
    });
  });

  it('never takes a copy from the member who has it, nor an ended rental back', () => {
    inEveryLife((life) => {
      for (const { command, before, after } of life) {
        const giver = command.type === 'release' ? command.rentalId : undefined;
        const lent = before.copies.filter(({ lent, rentalId }) => lent && rentalId !== giver);
        for (const copy of lent)
          assert.deepEqual(
            after.copies.find(({ number }) => number === copy.number),
            copy,
          );
        for (const closing of before.closings.rentals) assert.ok(after.closings.rentals.includes(closing));
      }
    });
  });

  it('never takes a copy that is held for another', () => {
    inEveryLife((life) => {
      for (const { command, before, after } of life) {
        const giver = command.type === 'release' ? command.rentalId : undefined;
        for (const { number, rentalId } of before.copies)
          if (rentalId !== undefined && rentalId !== giver)
            assert.equal(after.copies.find((copy) => copy.number === number)?.rentalId, rentalId);
      }
    });
  });

  it('has its waitlist in order of arrival', () => {
    inEveryLife((life) => {
      let expected: readonly string[] = [];
      for (const { events, after } of life) {
        expected = events.reduce(queueUp, expected);
        assert.deepEqual(after.waitlist, expected);
      }
    });
  });

  it('holds a copy for the first who waits', () => {
    inEveryLife((life) => {
      for (const { before, events } of life) {
        events.reduce((title, event) => {
          const [first] = title.waitlist;
          if (first && event.type === 'library.book.held') assert.equal(event.data.rentalId, first);
          return book.evolve(title, event);
        }, before);
      }
    });
  });

  it('tells rentals where they stand with data that are what its contract says', () => {
    const faultOf = dataCheck(bookEventDefinitions);
    const told = [
      'library.book.held',
      'library.book.queued',
      'library.book.lent',
      'library.book.refused',
      'library.book.doubted',
    ];
    inEveryLife((life) => {
      for (const event of life.flatMap(({ events }) => events))
        if (told.includes(event.type)) assert.equal(faultOf(event), undefined, event.type);
    });
  });

  it('does a command once, however often it comes; a refusal is told again', () => {
    inEveryLife((life) => {
      for (const { command, after } of life) {
        const again = take(book, after, command);
        assert.ok(again.events.every(({ type }) => type === 'library.book.refused'));
        assert.deepEqual(again.after, after);
      }
    });
  });

  it('has as many copies as the catalogue was last told', () => {
    inEveryLife((life) => {
      for (const { command, events, before, after } of life) {
        const changed = command.type === 'catalogue' && events.length > 0;
        assert.equal(after.copies.length, changed ? command.copies : before.copies.length);
      }
    });
  });

  it('decides the same after it was saved and loaded', () => {
    inEveryLife((life) => {
      for (const { command, before } of life) {
        const loaded = JSON.parse(JSON.stringify(before));
        assert.deepEqual(book.decide(command, loaded), book.decide(command, before));
      }
    });
  });

  it('has every copy free when all rentals have ended, and nothing that comes late changes that', () => {
    inEveryLife((life) => {
      const last = rentals.map((rentalId) => release(rentalId)).reduce(told, life.at(-1)?.after ?? book.initial);
      const late = life.map(({ command }) => command).filter(({ type }) => type !== 'catalogue');
      for (const title of [last, late.reduce(told, last)]) assertEmpty(title);
    });
  });

  it('asks each rental that it has forgotten, and has every copy free when those that have ended say so', () => {
    inEveryLife((life) => {
      const last = rentals.map((rentalId) => release(rentalId)).reduce(told, life.at(-1)?.after ?? book.initial);
      const late = life.map(({ command }) => command).filter(({ type }) => type === 'allocate' || type === 'lend');
      const asked = new Set<string>();
      const confused = late.reduce((title, command) => {
        const { events, after } = take(book, title, command);
        for (const { type, data } of events) if (type === 'library.book.doubted') asked.add(data.rentalId);
        return after;
      }, afterMany(last));
      assertEmpty([...asked].map((rentalId) => release(rentalId)).reduce(told, confused));
    });
  });
});

function assertEmpty(title: Title): void {
  assert.ok(title.copies.every(({ rentalId }) => rentalId === undefined));
  assert.deepEqual([...title.waitlist, ...title.unlisted], []);
}

/** The title after so many others came and went that it has forgotten the rentals. */
function afterMany(title: Title): Title {
  const others = Array.from({ length: 64 + rentals.length }, (_, index) => release(`other-${index}`));
  const later = others.reduce(told, title);
  assert.ok(!later.closings.rentals.some(({ rentalId }) => rentals.includes(rentalId)));
  return later;
}
