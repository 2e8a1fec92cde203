import assert from 'node:assert/strict';
import { atMost, jittered, pause, retryUntilDone, waitAfter } from './waiting.ts';

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
    const failures: string[] = [];
    const failed = (error: unknown) => failures.push((error as Error).message);
    assert.equal(await retryUntilDone(failing(2), { signal, backoff: [1], failed }), 3);
    assert.deepEqual(failures, ['failure 1', 'failure 2']);
  });

  it('ends with what is thrown when it is told of a failure', async () => {
    const failed = (error: unknown) => {
      throw error;
    };
    await assert.rejects(retryUntilDone(failing(2), { signal, backoff: [1], failed }), /failure 1/);
  });

  it('ends when it is aborted, in the midst of a wait', async () => {
    const stop = new AbortController();
    const failed = () => stop.abort();
    assert.equal(await retryUntilDone(failing(9), { signal: stop.signal, backoff: [60_000], failed }), undefined);
  });
});

describe('Waiting', () => {
  it('is for as long as the attempt says, the last number for all that follow', () => {
    assert.deepEqual(
      [1, 2, 3, 9].map((attempt) => waitAfter(attempt, [50, 100, 250])),
      [50, 100, 250, 250],
    );
  });

  it('after a failure is for at least half of that time, and less than all of it', () => {
    assert.deepEqual(
      [0, 0.5, 1 - Number.EPSILON].map((random) => Math.round(jittered(1_000, random))),
      [500, 750, 1_000],
    );
    const drawn = Array.from({ length: 100 }, () => jittered(1_000));
    assert.ok(drawn.every((milliseconds) => milliseconds >= 500 && milliseconds < 1_000));
    assert.ok(new Set(drawn).size > 1);
  });

  it('ends when it is aborted', async () => {
    const stop = new AbortController();
    const waiting = pause(60_000, stop.signal);
    stop.abort();
    await waiting;
    await pause(60_000, stop.signal);
  });

  it('for work is no longer than the time it has', async () => {
    assert.equal(await atMost(5, new Promise(() => {})), false);
    assert.equal(await atMost(60_000, Promise.resolve()), true);
    await assert.rejects(atMost(60_000, Promise.reject(new Error('failed in time'))), /failed in time/);
  });
});
