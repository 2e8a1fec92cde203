/** How services wait, and try again. Pages run this too, so it imports nothing of Node. */

/** Resolves after these milliseconds, or as soon as the signal is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Lets everything else that is to be done at the moment go first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
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

/** A random part of these milliseconds, at least half: those who failed together do not all come back together. */
export function jittered(milliseconds: number, random = Math.random()): number {
  return milliseconds * (0.5 + random / 2);
}

/** Waits after this attempt, counted from 1, for a jittered time. */
export function backOff(attempt: number, backoff: Backoff, signal: AbortSignal): Promise<void> {
  return pause(jittered(waitAfter(attempt, backoff)), signal);
}

export interface Retrying {
  readonly signal: AbortSignal;
  /** Milliseconds after each attempt, at most: waits are jittered. */
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
    await backOff(attempt, backoff, signal);
  }
  return undefined;
}
