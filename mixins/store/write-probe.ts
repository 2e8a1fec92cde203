import type { Log } from '../log.ts';
import { atMost } from '../waiting/waiting.ts';
import type { WriteState } from './port.ts';

export interface WriteProbeOptions {
  /** The store in the log. */
  readonly name: string;
  /** What people are shown of it: `PostgreSQL`. */
  readonly kind: string;
  readonly log: Log;
  /** A durable write that changes no record. */
  readonly write: () => Promise<unknown>;
  /** Why it failed: `its disk is full`. */
  readonly explain: (error: unknown) => string;
  /** Milliseconds for which an answer holds; 1,000 by default. */
  readonly every?: number;
  /** Milliseconds that the write may take; 2,000 by default. */
  readonly within?: number;
}

/** Milliseconds that the failure of another write counts. */
const rememberedFor = 3_000;

/**
 * Finds out whether a store takes writes by making one, at most once a second, however many ask. Reads go on where
 * nothing can be written, and so do writes for a while that need no more room.
 */
export class WriteProbe {
  private readonly options: WriteProbeOptions;
  private last: Promise<WriteState> | undefined;
  private holdsUntil = 0;
  private wasWritable = true;

  constructor(options: WriteProbeOptions) {
    this.options = options;
  }

  /** Never rejects. */
  state(): Promise<WriteState> {
    const now = performance.now();
    if (!this.last || now >= this.holdsUntil) {
      this.holdsUntil = now + (this.options.every ?? 1_000);
      this.last = this.tried();
    }
    return this.last;
  }

  /** Another write has failed for a reason that the small one may not meet: that counts for some seconds. */
  failed(error: unknown): void {
    this.holdsUntil = performance.now() + rememberedFor;
    this.last = Promise.resolve(this.judged(this.options.explain(error)));
  }

  private async tried(): Promise<WriteState> {
    return this.judged(await this.failure());
  }

  private judged(why: string | undefined): WriteState {
    const { name, kind, log } = this.options;
    if (this.wasWritable && why) log.error(`${name} takes no writes: ${why}`);
    if (!this.wasWritable && !why) log.warn(`${name} takes writes again`);
    this.wasWritable = !why;
    return why ? { writable: false, kind, why } : { writable: true };
  }

  private async failure(): Promise<string | undefined> {
    const { write, explain, within = 2_000 } = this.options;
    try {
      return (await atMost(within, write())) ? undefined : 'it does not answer in time';
    } catch (error) {
      return explain(error);
    }
  }
}
