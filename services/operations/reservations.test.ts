import assert from 'node:assert/strict';
import { CallCounts, sumOf } from '../../mixins/middlewares/call-counts.ts';
import { areFailing } from './reservations.ts';

describe('How reservations go', () => {
  const start = Date.parse('2026-01-02T09:00:30.000Z');
  const declined = Object.assign(new Error('no'), { code: 402, type: 'payment-declined' });
  const unavailable = Object.assign(new Error('no'), { code: 503, type: 'payment-unavailable' });
  const wouldWait = Object.assign(new Error('no'), { code: 409, type: 'would-wait' });

  function counted(...ends: (Error | undefined)[]) {
    const counts = new CallCounts();
    for (const end of ends) counts.count(start, end);
    return counts.minutes(start);
  }

  it('is counted by minute: calls, refusals, failures, and their codes', () => {
    const counts = new CallCounts();
    counts.count(start);
    counts.count(start, declined);
    counts.count(start + 60_000, unavailable);
    assert.deepEqual(counts.minutes(start + 60_000), [
      { minute: '2026-01-02T09:00:00.000Z', calls: 2, refused: 1, failed: 0, kinds: { 'payment-declined': 1 } },
      { minute: '2026-01-02T09:01:00.000Z', calls: 1, refused: 0, failed: 1, kinds: { 'payment-unavailable': 1 } },
    ]);
  });

  it('is forgotten after an hour', () => {
    const counts = new CallCounts();
    counts.count(start);
    assert.equal(counts.minutes(start + 59 * 60_000).length, 1);
    assert.deepEqual(counts.minutes(start + 60 * 60_000), []);
  });

  it('is the sum over the nodes', () => {
    const [sum] = sumOf([counted(declined, undefined), counted(declined, unavailable)]);
    assert.deepEqual(sum, {
      minute: '2026-01-02T09:00:00.000Z',
      calls: 4,
      refused: 2,
      failed: 1,
      kinds: { 'payment-declined': 2, 'payment-unavailable': 1 },
    });
  });

  it('is bad when half of the newest fail or are declined, and at least three', () => {
    assert.equal(areFailing(counted(declined, unavailable, unavailable, undefined), start), true);
    assert.equal(areFailing(counted(declined, unavailable), start), false);
    assert.equal(areFailing(counted(declined, declined, declined, ...Array(4).fill(undefined)), start), false);
  });

  it('is judged by the newest: a good hour does not hide an outage, nor a bad one a repair', () => {
    const counts = new CallCounts();
    for (let call = 0; call < 100; call += 1) counts.count(start);
    for (let call = 0; call < 3; call += 1) counts.count(start + 60_000, unavailable);
    assert.equal(areFailing(counts.minutes(start + 60_000), start + 60_000), true);
    assert.equal(areFailing(counts.minutes(start + 60_000), start + 600_000), true);
    for (let call = 0; call < 3; call += 1) counts.count(start + 120_000);
    assert.equal(areFailing(counts.minutes(start + 120_000), start + 120_000), false);
  });

  it('is not bad for refusals that answer what was asked, nor for what is long ago', () => {
    assert.equal(areFailing(counted(wouldWait, wouldWait, wouldWait), start), false);
    assert.equal(areFailing(counted(declined, declined, declined), start + 16 * 60_000), false);
  });
});
