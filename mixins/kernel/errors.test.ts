import assert from 'node:assert/strict';
import type { RefusalKind } from './decider.ts';
import { Refused } from './errors.ts';

describe('A refusal that leaves its service', () => {
  const refuse = (kind: RefusalKind, state?: string) =>
    new Refused({ refused: 'rental-state', kind, detail: 'A rental that is rented does not take "cancel".', state });

  it('is an error with a stable type, the words of the rule, and the state that refused', () => {
    const { name, type, message, data } = refuse('conflict', 'rented');
    assert.deepEqual(
      { name, type, message, data },
      {
        name: 'Refused',
        type: 'rental-state',
        message: 'A rental that is rented does not take "cancel".',
        data: { kind: 'conflict', state: 'rented' },
      },
    );
  });

  it('names no state where none refused', () => {
    assert.deepEqual(refuse('not-found').data, { kind: 'not-found' });
  });

  it('counts as the caller’s fault, which no retry helps, and which opens no breaker', () => {
    for (const kind of ['invalid', 'payment-required', 'not-found', 'conflict'] as const) {
      assert.equal(refuse(kind).code, 422);
      assert.equal(refuse(kind).retryable, false);
    }
  });

  it('counts as ours, and is worth a retry, when something is unavailable', () => {
    assert.equal(refuse('unavailable').code, 503);
    assert.equal(refuse('unavailable').retryable, true);
  });
});
