import { furthestAhead } from '../due.ts';
import type { ParkedDeliveries, ParkedDelivery } from '../outbox/port.ts';
import { later, type Timer } from '../waiting/timers.ts';

export interface ParkedRetriesOptions {
  readonly parked: ParkedDeliveries;
  readonly consumer: string;
  /** Retries under way at once, those that wait for their turn included. */
  readonly limit: number;
  /** Resolves when the delivery is removed, or parked again for later. */
  readonly retry: (delivery: ParkedDelivery) => Promise<void>;
}

/** Milliseconds until the next look when the store could not be read, which it tells itself. */
const storeRetry = 1_000;
/** Milliseconds between two looks for what is due, while something that was due is under way. */
const lookEvery = 100;

/** Tries the parked deliveries of one consumer again, each when it is due: one that hangs holds up no other. */
export class ParkedRetries {
  private readonly options: ParkedRetriesOptions;
  private readonly underWay = new Set<number>();
  private timer: Timer | undefined;
  private stopped = false;

  constructor(options: ParkedRetriesOptions) {
    this.options = options;
    this.schedule();
  }

  /** To be called when a delivery was parked. */
  schedule(): void {
    this.timer?.stop();
    if (this.stopped) return;
    try {
      const next = this.options.parked.next(this.options.consumer);
      const soonest = this.underWay.size > 0 ? lookEvery : 0;
      if (next === undefined) return;
      const ahead = next - Date.now();
      this.lookIn(ahead > furthestAhead ? soonest : Math.max(ahead, soonest));
    } catch {
      this.lookIn(storeRetry);
    }
  }

  private lookIn(milliseconds: number): void {
    this.timer = later(milliseconds, () => void this.retryDue());
  }

  stop(): void {
    this.stopped = true;
    this.timer?.stop();
  }

  private async retryDue(): Promise<void> {
    const { parked, consumer, limit } = this.options;
    try {
      for (const delivery of await parked.due(consumer, Date.now(), limit))
        if (!this.underWay.has(delivery.seq)) void this.retry(delivery);
      this.schedule();
    } catch {
      if (!this.stopped) this.lookIn(storeRetry);
    }
  }

  private async retry(delivery: ParkedDelivery): Promise<void> {
    this.underWay.add(delivery.seq);
    await this.options.retry(delivery);
    this.underWay.delete(delivery.seq);
    this.schedule();
  }
}
