import autocannon from 'autocannon';
import { randomly } from '../test/support/random.ts';
import { titles } from './titles.ts';

export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly connections?: number;
  readonly seconds?: number;
  /** Stops after so many requests instead of after `seconds`. */
  readonly amount?: number;
  /** The body of each request. */
  readonly body?: () => object;
}

/** Loads a server from this process: closed loop, one request under way on each connection. */
export async function load({ url, method, connections = 64, seconds, amount, body }: LoadOptions): Promise<Load> {
  const { origin, pathname } = new URL(url);
  const headers = { 'content-type': 'application/json' };
  const setupRequest = (request: object) => ({ ...request, body: JSON.stringify(body?.()) });
  const result = await autocannon({
    url: origin,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [body ? { method, path: pathname, headers, setupRequest } : { method, path: pathname }],
  });
  const failed = result.non2xx + result.errors;
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed,
  };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param share 0.99 for the 99th percentile */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil(sorted.length * share), sorted.length) - 1] ?? Number.NaN;
}

const draw = randomly(7);

const drawn = new Set<string>();

/** A reservation by one of 5,000 members, of any title that they have not reserved before: they can have it once. */
export function reservation(): { memberId: string; bookId: string } {
  const below = (limit: number) => Math.floor(draw() * limit);
  for (;;) {
    const [member, bookId] = [below(5_000), String(1 + below(titles))];
    const pair = `${member} ${bookId}`;
    if (drawn.has(pair)) continue;
    drawn.add(pair);
    return { memberId: `member-${member}`, bookId };
  }
}
