import type { Log } from '../log.ts';
import { retryUntilDone } from '../waiting/waiting.ts';
import { StoreUnavailable } from './unavailable.ts';

/** Milliseconds between two tries to reach a server at the start. */
const retryEvery = 1_000;

/** Whether a database server answers, as far as is known; a change is told once. */
export class Outage {
  private readonly name: string;
  private readonly log: Log;
  private lasting = false;

  constructor(name: string, log: Log) {
    this.name = name;
    this.log = log;
  }

  /** The server did not answer. */
  seen(error: unknown): void {
    if (!this.lasting) this.log.warn(`${this.name} does not answer: ${describe(error)}`);
    this.lasting = true;
  }

  /** The server has answered. */
  over(): void {
    if (this.lasting) this.log.info(`${this.name} answers again`);
    this.lasting = false;
  }

  /** Does the work again until the server is there for it, or until the signal. */
  async wait(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    await retryUntilDone(work, {
      signal,
      backoff: [retryEvery],
      failed(error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      },
    });
  }
}

/** An attempt on several addresses fails with several errors, and no message. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ');
  return error instanceof Error ? error.message : String(error);
}
