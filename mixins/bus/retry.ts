import { waitAfter } from '../waiting/waiting.ts';
import type { RetryPolicy } from './port.ts';

/**
 * What becomes of a delivery whose handler threw: milliseconds until it is tried again, or `dead`.
 * `attempt` is the one that failed, from 1. An error that says `retryable: false` is dead at once; for what
 * is away no event can do anything.
 */
export function afterFailure(policy: RetryPolicy, attempt: number, error: unknown): number | 'dead' {
  if (isAway(error)) return waitAfter(attempt, policy.backoffMs);
  if (attempt >= policy.maxAttempts || isFinal(error)) return 'dead';
  return waitAfter(attempt, policy.backoffMs);
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === false;
}

/** The store of who handles the event, or a service that is called: no node has it, the breaker is open, or it hangs. */
const away: readonly unknown[] = ['store-unavailable', 'SERVICE_NOT_AVAILABLE', 'SERVICE_NOT_FOUND', 'REQUEST_TIMEOUT'];

/** Is it for want of something that no event can be handled at the moment? */
export function isAway(error: unknown): boolean {
  return error instanceof Error && 'type' in error && away.includes(error.type);
}

/** What is kept of an error: its code, where it has one, and its message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'type' in error && typeof error.type === 'string' ? `${error.type}: ${error.message}` : error.message;
}
