import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after these milliseconds, or as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}

export interface RetryUntil {
  readonly signal: AbortSignal;
  /** Milliseconds to wait after the attempt, counted from 1. */
  readonly waitMs: (attempt: number) => number;
  /** Told of each failure; what it throws ends the attempts. */
  readonly failed: (error: unknown, attempt: number) => void;
}

/** Does the work again until it succeeds. Resolves with nothing when the signal is aborted before. */
export async function retryUntilDone<Result>(
  work: () => Promise<Result>,
  { signal, waitMs, failed }: RetryUntil,
): Promise<Result | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      failed(error, attempt);
    }
    await pause(waitMs(attempt), signal);
  }
  return undefined;
}
