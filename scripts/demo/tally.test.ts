import assert from 'node:assert/strict';
import { outcomeOf, Tally } from './tally.ts';

describe('The tally of a demonstration', () => {
  it('tells what was done, refused, turned away, failed, and what nobody knows', () => {
    const outcomes = [201, 200, 409, 402, 503, 429, 500, 400, 0, undefined].map(outcomeOf);
    assert.deepEqual(outcomes, [
      ...['accepted', 'accepted', 'refused', 'refused', 'shed', 'shed'],
      ...['error', 'error', 'error', 'unknown'],
    ]);
  });

  it('counts them, with their times', () => {
    const tally = new Tally();
    assert.equal(tally.share('accepted'), 0);
    for (let ms = 1; ms <= 99; ms += 1) tally.add('accepted', ms);
    tally.add('error', 500, '500 broken');
    assert.equal(tally.share('accepted'), 99);
    assert.deepEqual([tally.time(0.5), tally.time(0.99), tally.time(1)], [50, 99, 500]);
    assert.deepEqual([...tally.errors], ['500 broken']);
    assert.equal(String(tally), '99 accepted (99.0 %), 0 refused, 0 shed, 1 errors, 0 unknown; p50 50 ms, p99 99 ms');
  });
});
