/** Calls under way at once. */
export const maxInFlight = 64;

export interface SweepOptions {
  /** The first `limit` ids that are due at `now` (epoch ms), longest due first. */
  due(now: number, limit: number): Promise<string[]>;
  settle(id: string): Promise<unknown>;
}

/** What one run of a sweep did; `reason` is that of its last failure. */
export interface SweepResult {
  readonly tried: number;
  readonly failed: number;
  readonly reason?: unknown;
}

/**
 * Hands each record that was due when the sweep began to `settle`, once, with a constant number of calls under way.
 * A run stops early when nothing but failures comes back; the next run goes on behind what was tried, so that
 * records that always fail do not keep the others from their turn.
 */
export class Sweep {
  private readonly options: SweepOptions;
  private readonly now: number;
  private readonly tried = new Set<string>();
  private queue: string[] = [];
  private reading: Promise<void> | undefined;
  /** Records that were tried and are still due come first in every read. */
  private stillDue = 0;
  private failuresInARow = 0;
  private complete = false;

  constructor(options: SweepOptions, now: number) {
    this.options = options;
    this.now = now;
  }

  /** Has every record had its turn? */
  get isComplete(): boolean {
    return this.complete;
  }

  /** @throws when what is due cannot be read */
  async run(): Promise<SweepResult> {
    let tried = 0;
    let failed = 0;
    let reason: unknown;
    this.failuresInARow = 0;
    const lane = async () => {
      for (let id = await this.take(); id !== undefined; id = await this.take()) {
        tried += 1;
        try {
          await this.options.settle(id);
          this.failuresInARow = 0;
        } catch (error) {
          failed += 1;
          this.failuresInARow += 1;
          reason = error;
        }
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: maxInFlight }, lane));
    const broken = lanes.find((outcome) => outcome.status === 'rejected');
    if (broken) throw broken.reason;
    return { tried, failed, reason };
  }

  private async take(): Promise<string | undefined> {
    while (this.failuresInARow < maxInFlight) {
      const id = this.queue.shift();
      if (id !== undefined) return id;
      if (this.complete) return undefined;
      this.reading ??= this.read().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    return undefined;
  }

  private async read(): Promise<void> {
    const limit = this.stillDue + maxInFlight;
    const found = await this.options.due(this.now, limit);
    const untried = found.filter((id) => !this.tried.has(id));
    this.stillDue = found.length - untried.length;
    this.queue = untried.slice(0, maxInFlight);
    for (const id of this.queue) this.tried.add(id);
    this.complete = this.queue.length === 0 && found.length < limit;
  }
}
