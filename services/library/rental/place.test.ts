import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placeOf, placesOf, withPositions } from './place.contract.ts';

interface Row {
  readonly id: string;
  readonly bookId: string;
  readonly state: 'waiting' | 'ready';
  readonly place?: string;
  readonly position?: number;
}

const requestedAt = '2026-01-01T09:00:00.000Z';

/** A store of rows that counts its questions. */
function storeOf(rows: readonly Row[]) {
  const asked: number[] = [];
  return {
    asked,
    async countBetween(_field: string, ranges: readonly (readonly [string, string])[]) {
      asked.push(ranges.length);
      const places = rows.flatMap(({ place }) => place ?? []);
      return ranges.map(([from, below]) => places.filter((place) => place >= from && place < below).length);
    },
  };
}

describe('The place of a rental in a queue', () => {
  it('is behind those that came before, but at the head for one that is put there', () => {
    const told = [
      { id: 'a', position: 1, toldBy: 2 },
      { id: 'b', position: 2, toldBy: 9 },
      { id: 'c', position: 3, toldBy: 10 },
      { id: 'again', position: 1, toldBy: 11 },
      { id: 'and again', position: 1, toldBy: 100 },
      { id: 'from before', position: 5 },
    ];
    const places = told.map(({ id, ...queued }) => [placeOf({ bookId: 'dune', requestedAt, ...queued }), id]);
    assert.deepEqual(
      places.sort().map(([, id]) => id),
      ['and again', 'again', 'a', 'from before', 'b', 'c'],
    );
  });

  it('is in the range of its title, and in no other', () => {
    const [from, below] = placesOf('a');
    const isIn = (bookId: string) => {
      const place = placeOf({ bookId, requestedAt, position: 3, toldBy: 4 });
      return place >= from && place < below;
    };
    assert.deepEqual(['a', 'A', 'a-b', 'a.b', 'a1', 'aa', 'b'].filter(isIn), ['a']);
  });

  it('gives every row of a page its position, in one question', async () => {
    const row = fc.record({
      bookId: fc.constantFrom('a', 'a-b', 'a1'),
      state: fc.constantFrom('waiting', 'waiting', 'waiting', 'ready'),
      shown: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (made) => {
        const rows = made.map(({ bookId, state, shown }, index): Row & { shown: boolean } => {
          const place = placeOf({ bookId, requestedAt, position: 2, toldBy: index + 1 });
          return { id: String(index), bookId, state, shown, position: 99, ...(state === 'waiting' && { place }) };
        });
        const store = storeOf(rows);
        const page = rows.filter(({ shown }) => shown).reverse();
        for (const { id, bookId, state, position } of await withPositions(page, store)) {
          const ahead = rows.filter(
            (row) => row.state === 'waiting' && row.bookId === bookId && Number(row.id) < Number(id),
          );
          assert.equal(position, state === 'waiting' ? ahead.length + 1 : undefined);
        }
        assert.equal(store.asked.length, page.some(({ state }) => state === 'waiting') ? 1 : 0);
      }),
      { seed: 20_261_127, numRuns: 300 },
    );
  });
});
