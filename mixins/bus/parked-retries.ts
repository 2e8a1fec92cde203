import type { ParkedDeliveries, ParkedDelivery } from '../store/port.ts';

export interface ParkedRetriesOptions {
  readonly parked: ParkedDeliveries;
  readonly consumer: string;
  /** Retries under way at once, those that wait for their turn included. */
  readonly limit: number;
  /** Resolves when the delivery is removed, or parked again for later. */
  readonly retry: (delivery: ParkedDelivery) => Promise<void>;
}

/** Milliseconds between two looks for what is due, while something that was due is under way. */
const lookEvery = 100;

/** Tries the parked deliveries of one consumer again, each when it is due: one that hangs holds up no other. */
export class ParkedRetries {
  private readonly options: ParkedRetriesOptions;
  private readonly underWay = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(options: ParkedRetriesOptions) {
    this.options = options;
    this.schedule();
  }

  /** To be called when a delivery was parked. */
  schedule(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const { parked, consumer } = this.options;
    const next = parked.next(consumer);
    if (next === undefined) return;
    const soonest = this.underWay.size > 0 ? lookEvery : 0;
    this.timer = setTimeout(() => this.retryDue(), Math.max(next - Date.now(), soonest));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async retryDue(): Promise<void> {
    const { parked, consumer, limit } = this.options;
    for (const delivery of await parked.due(consumer, Date.now(), limit))
      if (!this.underWay.has(delivery.seq)) void this.retry(delivery);
    this.schedule();
  }

  private async retry(delivery: ParkedDelivery): Promise<void> {
    this.underWay.add(delivery.seq);
    await this.options.retry(delivery);
    this.underWay.delete(delivery.seq);
    this.schedule();
  }
}
