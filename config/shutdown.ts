import type { Env } from './env.ts';

/** How a stop divides its time, in milliseconds. */
export interface ShutdownTimes {
  /** Everything is still done, while others learn that it soon will not be. */
  readonly noticeMs: number;
  /** A kept-alive connection to the gateway may still bring a last request: far more than a busy client takes for it. */
  readonly idleMs: number;
  /** What is under way may take so long to end: consumers, and then calls. */
  readonly graceMs: number;
  /** The process ends then, whatever is left. */
  readonly limitMs: number;
}

/** A single process has nobody who could take over while it waits. */
export function shutdownTimes(env: Env): ShutdownTimes {
  const isAlone = env.NATS_URL === undefined;
  const limitMs = env.SHUTDOWN_TIMEOUT_MS ?? (isAlone ? 1_900 : 10_000);
  const noticeMs = isAlone ? 0 : Math.min(env.SHUTDOWN_NOTICE_MS, limitMs / 2);
  const graceMs = (limitMs - noticeMs) / 2;
  return { noticeMs, idleMs: isAlone ? 0 : graceMs / 2, graceMs, limitMs };
}
