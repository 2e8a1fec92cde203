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
    tally.closeWindow(9);
    for (const ms of [500, 500]) tally.add('error', ms, '500 broken');
    tally.add('unknown', 500, 'no answer: ECONNRESET');
    for (let ms = 1; ms <= 98; ms += 1) tally.add('accepted', 50);
    assert.equal(tally.share('accepted'), 98.5);
    assert.deepEqual([tally.time(0.5), tally.time(0.98), tally.time(1)], [50, 98, 500]);
    assert.deepEqual(
      [...tally.failures],
      [
        ['500 broken', 2],
        ['no answer: ECONNRESET', 1],
      ],
    );
    assert.equal(String(tally), '197 accepted, 0 refused, 0 shed, 2 errors, 1 unknown');
  });

  it('counts answers after the measured time, but not in the rate', () => {
    const tally = new Tally();
    for (let count = 0; count < 30; count += 1) tally.add('accepted', 10);
    assert.equal(tally.rate, 0);
    tally.closeWindow(10);
    tally.add('accepted', 10);
    assert.deepEqual([tally.rate, tally.counts.accepted], [3, 31]);
  });
});
