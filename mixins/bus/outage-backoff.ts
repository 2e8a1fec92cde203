import type { Log } from '../log.ts';
import { backOff } from '../waiting/waiting.ts';
import { describeError } from './retry.ts';

/** Milliseconds between two looks whether what is away is back. */
const backoff = [100, 500, 1_000, 2_000, 5_000];
/** Milliseconds between two lines in the log. */
const tellEvery = 10_000;

/**
 * What the deliveries of a consumer have while the store that they write to, or a service that they call, is away:
 * they wait where they are, and as they hold their places, the consumer takes no more. A back-off instead would use up the attempts of every event
 * that comes in meanwhile.
 */
export class OutageBackoff {
  private readonly consumer: string;
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private told = 0;

  constructor(consumer: string, log: Log) {
    this.consumer = consumer;
    this.log = log;
  }

  /** Resolves when the delivery shall be tried again, or when the consumer stops. `attempt` counts from 1. */
  async wait(attempt: number, error: unknown): Promise<void> {
    if (Date.now() - this.told >= tellEvery) {
      this.log.warn(`${this.consumer} waits for an unavailable dependency: ${describeError(error)}`);
      this.told = Date.now();
    }
    await backOff(attempt, backoff, this.stopping.signal);
  }

  stop(): void {
    this.stopping.abort();
  }
}
