import type { ServerResponse } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError, problems } from '../problems.ts';

/** How often a client may ask. */
export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

/** Requests of each client since it was told last. */
export type Usage = Readonly<Record<string, number>>;

/**
 * Counts requests by client, each gateway in its own memory, so that no request waits for a store. What gateways tell
 * one another now and then they count as their own: a client gets through more often than it should by as much as it
 * asks of the others in between.
 */
export class RateLimit {
  private readonly rate: Rate;
  private readonly limiter: RateLimiterMemory;
  private readonly policy: string;
  private untold = new Map<string, number>();

  constructor(rate: Rate) {
    this.rate = rate;
    this.limiter = new RateLimiterMemory({ points: rate.requests, duration: rate.seconds });
    this.policy = `"default";q=${rate.requests};w=${rate.seconds}`;
  }

  /**
   * Counts a request and says in the answer, if it has headers, what is left, as draft-ietf-httpapi-ratelimit-headers-10 has it.
   * @throws ProblemError 429
   */
  async count(client: string, answer?: Pick<ServerResponse, 'setHeader'>): Promise<void> {
    this.untold.set(client, (this.untold.get(client) ?? 0) + 1);
    const { isWithin, remaining, seconds } = await this.consume(client);
    answer?.setHeader('RateLimit-Policy', this.policy);
    answer?.setHeader('RateLimit', `"default";r=${remaining};t=${seconds}`);
    if (!isWithin) throw new ProblemError(problems.tooManyRequests(seconds));
  }

  /** What others do not know yet; nothing when that is all. */
  tell(): Usage | undefined {
    if (this.untold.size === 0) return undefined;
    const usage = Object.fromEntries(this.untold);
    this.untold = new Map();
    return usage;
  }

  /** What another gateway has told. */
  async hear(usage: Usage): Promise<void> {
    await Promise.all(Object.entries(usage).map(([client, requests]) => this.limiter.penalty(client, requests)));
  }

  private async consume(client: string) {
    try {
      return this.stateOf(await this.limiter.consume(client), true);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return this.stateOf(refused, false);
      throw refused;
    }
  }

  private stateOf({ remainingPoints, msBeforeNext }: RateLimiterRes, isWithin: boolean) {
    const seconds = Math.min(Math.max(Math.ceil(msBeforeNext / 1_000), 1), this.rate.seconds);
    return { isWithin, remaining: remainingPoints, seconds };
  }
}
