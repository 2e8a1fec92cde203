import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Closings, isClosed, mayBeForgotten, noClosings, withClosing } from './closings.ts';

/** Rentals `0`, `1`, …, which ended in this order and were asked for at these times. */
function closed(requestedAt: readonly number[]): Closings {
  return requestedAt.reduce(
    (all, at, index) => withClosing(all, { rentalId: String(index), requestedAt: at }),
    noClosings,
  );
}

describe('What a title remembers of the rentals it is done with', () => {
  it('is the last 64 of them', () => {
    const all = closed(Array.from({ length: 100 }, (_, index) => index + 1));
    assert.equal(all.rentals.length, 64);
    assert.ok(!isClosed(all, '35') && mayBeForgotten(all, 36));
    assert.ok(isClosed(all, '36') && !mayBeForgotten(all, 37));
  });

  it('leaves none out: whatever the clock said, a rental is remembered or may be forgotten', () => {
    const times = fc.array(fc.oneof(fc.integer(), fc.constant(Number.NaN)), { minLength: 33, maxLength: 200 });
    fc.assert(
      fc.property(times, (times) => {
        const all = closed(times);
        assert.ok(all.rentals.length <= 64);
        for (const [index, requestedAt] of times.entries())
          assert.ok(isClosed(all, String(index)) || mayBeForgotten(all, requestedAt), `${index} is left out`);
      }),
      { seed: 20_260_103, numRuns: 500 },
    );
  });

  it('goes on from records of before, however far ahead their clock was', () => {
    const ahead = { rentals: [{ rentalId: 'old', requestedAt: 5, closedAt: 9_999 }], horizon: 9_000 };
    const all = Array.from({ length: 64 }, (_, index) => String(index)).reduce(
      (closings: Closings, rentalId) => withClosing(closings, { rentalId, requestedAt: 1 }),
      ahead,
    );
    assert.equal(all.horizon, 9_000);
    assert.equal(all.rentals.length, 64);
  });
});
