import { randomUUID } from 'node:crypto';

/**
 * On every answer. It is an API: no browser should render, frame, sniff or keep what it says
 * (OWASP REST Security Cheat Sheet, "Security Headers").
 */
export const securityHeaders: readonly (readonly [name: string, value: string])[] = [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
];

/**
 * The client's id where it is safe to log, store and pass on, else a new one. Not under 16 characters,
 * because tracing keeps only the first 16 without hyphens as the trace's id.
 */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[A-Za-z0-9-]{16,64}$/.test(given) ? given : newRequestId();
}

/** A UUID whose first eight digits are the second: ids of one time lie together in the indices that keep them. */
function newRequestId(): string {
  const second = Math.floor(Date.now() / 1_000).toString(16);
  return second.padStart(8, '0') + randomUUID().slice(8);
}
