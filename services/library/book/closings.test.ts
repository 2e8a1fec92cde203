import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Closing, type Closings, isClosed, isStale, noClosings, withClosing } from './closings.ts';

const hour = 60 * 60 * 1_000;

/** Rentals `0`, `1`, …, asked for one after another and closed at these times. */
function closedAt(...times: readonly number[]): Closings {
  return closings(times).reduce(withClosing, noClosings);
}

function closings(times: readonly number[]): Closing[] {
  return times.map((time, index) => ({ rentalId: String(index), requestedAt: index + 1, closedAt: time }));
}

function steps(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, index) => index * step);
}

describe('What a title remembers of the rentals it is done with', () => {
  it('is all of them for an hour', () => {
    const all = closedAt(...steps(1_000, hour / 1_000));
    assert.equal(all.rentals.length, 1_000);
    assert.equal(all.horizon, 0);
  });

  it('is the last 32 of them for ever', () => {
    const all = closedAt(...steps(32, 10 * hour));
    assert.ok(isClosed(all, '0'));
    assert.ok(!isStale(all, 1));
  });

  it('is bounded: older ones are dropped, and the horizon moves up to them', () => {
    const all = closedAt(...steps(1_000, 2 * hour));
    assert.equal(all.rentals.length, 32);
    assert.ok(!isClosed(all, '967') && isStale(all, 968));
    assert.ok(isClosed(all, '968') && !isStale(all, 969));
  });

  it('never lets the horizon go back', () => {
    const old = { rentals: closings(steps(32, 1)), horizon: 5_000 };
    const { horizon } = withClosing(old, { rentalId: 'new', requestedAt: 40, closedAt: 3 * hour });
    assert.equal(horizon, 5_000);
  });

  it('leaves none out: whatever the clock did, a rental is remembered or lies behind the horizon', () => {
    const times = fc.array(fc.integer({ min: 0, max: 5 * hour }), { minLength: 33, maxLength: 80 });
    fc.assert(
      fc.property(times, (times) => {
        const all = closedAt(...times);
        for (const { rentalId, requestedAt } of closings(times))
          assert.ok(isClosed(all, rentalId) || isStale(all, requestedAt), `${rentalId} is forgotten`);
      }),
      { seed: 20_260_103, numRuns: 500 },
    );
  });
});
