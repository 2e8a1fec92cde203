import assert from 'node:assert/strict';
import { Problem, restoreProblem, type StoredProblem } from './problem.ts';

describe('A problem in a storage', () => {
  const body = { type: 'urn:yeyak:problem:rental-state', status: 409, title: 'Not now', detail: 'It is rented.' };
  const problem = new Problem({ ...body, state: 'rented', requestId: 'request-1' }, '5');
  const restored = (stored: object) => restoreProblem(JSON.parse(JSON.stringify(stored)) as StoredProblem);

  it('is the same problem when it is read again', () => {
    const again = restored(problem);
    assert.ok(again instanceof Problem);
    assert.deepEqual({ ...again, message: again.message }, { ...problem, message: problem.message });
  });

  it('has no time to come back if it had none', () => {
    assert.equal(restored(new Problem({ ...body, requestId: 'r' }, null)).retryAfter, undefined);
  });

  it('is one too when an older page stored it, without its message', () => {
    const { status, code, requestId, retryAfter } = restored({
      status: 503,
      code: 'unavailable',
      requestId: 'request-2',
      retryAfter: 5_000,
    });
    assert.deepEqual([status, code, requestId, retryAfter], [503, 'unavailable', 'request-2', 5_000]);
  });
});
