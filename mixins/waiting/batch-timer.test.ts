import assert from 'node:assert/strict';
import { eventually } from '../../test/support/eventually.ts';
import { BatchTimer } from './batch-timer.ts';

describe('A batch timer', () => {
  it('runs the work once for all that was asked for together, and again for what comes later', async () => {
    let runs = 0;
    const timer = new BatchTimer(5, () => {
      runs += 1;
    });
    for (const _ of [1, 2, 3]) timer.start();
    assert.equal(runs, 0);
    await eventually(() => runs === 1);
    timer.start();
    await eventually(() => runs === 2);
  });

  it('runs nothing that was cancelled', async () => {
    const ran: string[] = [];
    const cancelled = new BatchTimer(1, () => ran.push('cancelled'));
    cancelled.start();
    cancelled.cancel();
    new BatchTimer(3, () => ran.push('other')).start();
    await eventually(() => ran.length > 0);
    assert.deepEqual(ran, ['other']);
  });
});
