import type { Attempt } from '../../mixins/proof.ts';
import type { Injected } from './journal.ts';

/** How far the first command of a system was accepted while payment was healthy. */
export interface Availability {
  /** Whole seconds in which payment was healthy. */
  readonly seconds: number;
  /** Those of them in which one was accepted. */
  readonly accepting: number;
  /** Those that were sent in these seconds, and those of them that were accepted. */
  readonly asked: number;
  readonly accepted: number;
  /** The others of these seconds, each with its number from 0. */
  readonly dark: readonly number[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Payment is healthy while its provider answers as it should, its database runs, and NATS, over which alone it can be
 * asked, can be reached. That one of two processes is gone is no excuse.
 */
export function isExcuse({ fault }: Injected): boolean {
  if (fault.kind === 'payment' || fault.kind === 'cut') return true;
  return fault.kind === 'kill' && (fault.target === 'nats' || fault.target === 'postgres');
}

/** Times are milliseconds since the run began; a second that an excuse reaches into does not count. */
export function availability(
  command: string,
  attempts: readonly Attempt[],
  injected: readonly Injected[],
  until: number,
): Availability {
  const excuses = injected.filter(isExcuse).map(({ from, to = until }): Span => ({ from, to }));
  const sent = attempts.filter((attempt) => attempt.command === command);
  const seconds = Array.from({ length: Math.floor(until / 1_000) }, (_, index) => index).filter(
    (second) => !excuses.some(({ from, to }) => from < (second + 1) * 1_000 && to >= second * 1_000),
  );
  const healthy = new Set(seconds);
  const accepted = sent.filter(({ outcome }) => outcome === 'accepted');
  const accepting = new Set(accepted.map(({ answeredAt }) => Math.floor(answeredAt / 1_000)));
  const inHealth = (at: number) => healthy.has(Math.floor(at / 1_000));
  return {
    seconds: seconds.length,
    accepting: seconds.filter((second) => accepting.has(second)).length,
    dark: seconds.filter((second) => !accepting.has(second)),
    asked: sent.filter(({ askedAt }) => inHealth(askedAt)).length,
    accepted: accepted.filter(({ askedAt }) => inHealth(askedAt)).length,
  };
}
