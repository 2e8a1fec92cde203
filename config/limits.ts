import type { Rate } from '../services/gateway/limits/rate-limit.ts';
import { isLoopback } from './auth.ts';
import type { Env } from './env.ts';

/** Far more than people and most systems ask for, and too little to keep others from being served. */
const usual = 6_000;

/** How often a client of the gateway may ask. On loopback, where only programs of this machine come from, as often as it likes. */
export function rateOf({ RATE_LIMIT, HOST }: Env): Rate | undefined {
  const requests = RATE_LIMIT ?? (isLoopback(HOST) ? 'off' : usual);
  return requests === 'off' ? undefined : { requests, seconds: 60 };
}
