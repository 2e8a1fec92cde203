import assert from 'node:assert/strict';
import { useCollection } from '../../test/support/collection.ts';
import { AttemptLimiter, type Attempts, attemptsIn } from './attempts.ts';

describe('Attempts', () => {
  const given = useCollection<Attempts>(attemptsIn('tries'));

  it('are over once there were so many, which asking does not count, and begin anew when they are forgotten', async () => {
    const limiter = new AttemptLimiter(given.store, 'name', 2);
    assert.equal(await limiter.isOver('kim'), false);
    for (const isAdmitted of [true, true, false]) assert.equal(await limiter.admit('kim'), isAdmitted);
    for (const key of ['kim', 'kim']) assert.equal(await limiter.isOver(key), true);
    assert.equal(await limiter.isOver('lee'), false);
    await limiter.delete('kim');
    assert.equal(await limiter.isOver('kim'), false);
  });
});
