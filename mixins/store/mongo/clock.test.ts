import assert from 'node:assert/strict';
import { Clock } from './clock.ts';

describe('The clock of a MongoDB store', () => {
  it('tells the time in microseconds', () => {
    const before = Date.now() * 1_000;
    const time = new Clock().next();
    assert.ok(before <= time && time <= Date.now() * 1_000);
  });

  it('never tells the same time twice', () => {
    const clock = new Clock();
    const times = Array.from({ length: 5_000 }, () => clock.next());
    assert.deepEqual(times, [...new Set(times)].sort());
  });

  it('goes on from the time of another one that is ahead, and not back to one that is behind', () => {
    const clock = new Clock();
    const ahead = clock.next() + 60_000_000;
    clock.observe(ahead);
    assert.equal(clock.next(), ahead + 1);
    clock.observe(1);
    assert.equal(clock.next(), ahead + 2);
  });
});
