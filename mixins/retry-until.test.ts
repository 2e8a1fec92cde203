import assert from 'node:assert/strict';
import { retryUntilDone } from './retry-until.ts';

describe('Work that is done again until it succeeds', () => {
  const failing = (times: number) => {
    let calls = 0;
    return async () => {
      calls += 1;
      if (calls <= times) throw new Error(`failure ${calls}`);
      return calls;
    };
  };
  const { signal } = new AbortController();

  it('waits after each failure, and answers what the work answers', async () => {
    const waits: number[] = [];
    const failures: string[] = [];
    const waitMs = (attempt: number) => {
      waits.push(attempt);
      return 1;
    };
    const failed = (error: unknown) => failures.push((error as Error).message);
    assert.equal(await retryUntilDone(failing(2), { signal, waitMs, failed }), 3);
    assert.deepEqual(waits, [1, 2]);
    assert.deepEqual(failures, ['failure 1', 'failure 2']);
  });

  it('ends with what is thrown when it is told of a failure', async () => {
    const failed = (error: unknown) => {
      throw error;
    };
    await assert.rejects(retryUntilDone(failing(2), { signal, waitMs: () => 1, failed }), /failure 1/);
  });

  it('ends when it is aborted, in the midst of a wait', async () => {
    const stop = new AbortController();
    const failed = () => stop.abort();
    const waitMs = () => 60_000;
    assert.equal(await retryUntilDone(failing(9), { signal: stop.signal, waitMs, failed }), undefined);
  });
});
