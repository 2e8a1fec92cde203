import assert from 'node:assert/strict';
import { Errors } from 'moleculer';
import { Refused } from '../kernel/errors.ts';
import { afterFailure, describeError } from './retry.ts';

describe('A failed delivery', () => {
  const policy = { backoffMs: [100, 500], maxAttempts: 4 };

  it('is tried again after longer and longer, the last wait repeating', () => {
    const waits = [1, 2, 3].map((attempt) => afterFailure(policy, attempt, new Error('not yet')));
    assert.deepEqual(waits, [100, 500, 500]);
  });

  it('is dead when its attempts are used up', () => {
    assert.equal(afterFailure(policy, 4, new Error('not yet')), 'dead');
    assert.equal(afterFailure(policy, 9, new Error('not yet')), 'dead');
  });

  it('is dead at once when its error says that no retry helps, and only then', () => {
    const never = new Refused({ refused: 'rental-state', kind: 'conflict', detail: 'returned already' });
    const later = new Refused({ refused: 'payment-unavailable', kind: 'unavailable', detail: 'the provider is away' });
    assert.equal(afterFailure(policy, 1, never), 'dead');
    assert.equal(afterFailure(policy, 1, later), 100);
    assert.equal(afterFailure(policy, 1, 'thrown text'), 100);
  });

  for (const away of [
    new Refused({ refused: 'store-unavailable', kind: 'unavailable', detail: 'no disk' }),
    new Errors.ServiceNotAvailableError({ action: 'payment.settle', nodeID: 'n1' }),
    new Errors.ServiceNotFoundError({ action: 'payment.settle' }),
    new Errors.RequestTimeoutError({ action: 'payment.settle', nodeID: 'n1' }),
  ])
    it(`is never dead while something is away: ${describeError(away)}`, () => {
      assert.deepEqual(
        [1, 4, 99].map((attempt) => afterFailure(policy, attempt, away)),
        [100, 500, 500],
      );
    });

  it('keeps the code of its error and the message', () => {
    const refused = new Refused({ refused: 'rental-state', kind: 'conflict', detail: 'returned already' });
    assert.equal(describeError(refused), 'rental-state: returned already');
    assert.equal(describeError(new Error('plain')), 'plain');
    assert.equal(describeError('text'), 'text');
  });
});
