import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** How services wait, and try again. */

/** Resolves after these milliseconds, or as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => {});
}

/** Lets everything else that is to be done at the moment go first. */
export async function breathe(): Promise<void> {
  await setImmediate();
}

/** Waits for the work, for at most this many milliseconds. Answers whether it is done; rejects when it fails within that time. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(milliseconds, late.signal).then(() => false)]);
  } finally {
    late.abort();
  }
}

/** Milliseconds to wait after each attempt, for the first, the second …; the last of the list repeats. */
export type Backoff = readonly number[];

/** Milliseconds to wait after this attempt, counted from 1. */
export function waitAfter(attempt: number, backoff: Backoff): number {
  return backoff[Math.min(attempt, backoff.length) - 1] ?? 0;
}

export interface Retrying {
  readonly signal: AbortSignal;
  readonly backoff: Backoff;
  /** Told of each failure; what it throws ends the attempts. */
  readonly failed: (error: unknown, attempt: number) => void;
}

/** Does the work again until it succeeds. Resolves with nothing when the signal is aborted before. */
export async function retryUntilDone<Result>(
  work: () => Promise<Result>,
  { signal, backoff, failed }: Retrying,
): Promise<Result | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      failed(error, attempt);
    }
    await pause(waitAfter(attempt, backoff), signal);
  }
  return undefined;
}
