import type { Envelope } from '../kernel/event.ts';
import type { Log } from '../log.ts';
import { aggregateOf, identity } from '../outbox/message.ts';
import type { Outbox, PendingEvent } from '../outbox/port.ts';
import { BatchTimer } from '../waiting/batch-timer.ts';
import { every, type Timer } from '../waiting/timers.ts';
import { atMost, backOff } from '../waiting/waiting.ts';
import { Lanes } from './lanes.ts';
import { describeError } from './retry.ts';

export interface RelayOptions {
  readonly outbox: Outbox;
  /** Resolves when the event is known to be stored. A rejection leaves that open: the same event is tried again. */
  readonly publish: (event: Envelope) => Promise<void>;
  readonly log: Log;
  /** Milliseconds between two searches of the outbox for what no commit of this process announced; 5,000 by default. */
  readonly scanEvery?: number;
}

/** Aggregates with an event on its way at once; 256 fill a stream (12.5k/s), one alone gets 4.8k/s. */
const inFlight = 256;
/** Events read and not yet cleared; past it the outbox keeps the rest. */
const capacity = 2_048;
const pageSize = 256;
const clearBatch = 256;
/** Milliseconds that acknowledged events wait for company before they are cleared. */
const clearAfter = 100;
/** Milliseconds that `stop` spends at most on what is still pending. */
const stopWithin = 5_000;
const backoff = [50, 100, 250, 500, 1_000];

/**
 * Publishes what an outbox holds: the events of one aggregate one after another, those of different
 * aggregates side by side, each until it is acknowledged. Clears lazily; what a crash leaves uncleared is
 * published again and known by its id.
 */
export class Relay {
  private readonly options: RelayOptions;
  private readonly lanes = new Lanes(inFlight);
  /** Read and not cleared: what a scan meets again and leaves alone. */
  private readonly held = new Set<string>();
  private acknowledged: PendingEvent[] = [];
  private lastRead: PendingEvent | undefined;
  private unread = true;
  private clearDue = false;
  private failing = false;
  /** While stopping, an event could not be published: those behind it must not overtake it. */
  private gaveUp = false;
  private readonly stopping = new AbortController();
  private readonly scan: Timer;
  private readonly running: Promise<void>;
  private readonly clearLater = new BatchTimer(clearAfter, () => this.dueToClear(), { keepsProcess: false });
  private wake = () => {};

  constructor(options: RelayOptions) {
    this.options = options;
    options.outbox.onAppend(() => this.readOn());
    this.scan = every(options.scanEvery ?? 5_000, () => {
      this.lastRead = undefined;
      this.readOn();
    });
    this.running = this.run();
  }

  /** Publishes what is pending as long as that succeeds, for 5 seconds at most. */
  async stop(): Promise<void> {
    this.scan.stop();
    this.stopping.abort();
    this.wake();
    await atMost(stopWithin, this.running);
  }

  /** Events that were read and are not published. */
  get pending(): number {
    return this.held.size - this.acknowledged.length;
  }

  unfinished(): string[] {
    const { pending } = this;
    return pending > 0 ? [`${pending} events of ${this.options.outbox.name}, which wait for the next start`] : [];
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private readOn(): void {
    this.unread = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped || (this.unread && !this.gaveUp)) {
      if (this.clearDue) await this.clear();
      else if (this.unread && this.held.size < capacity) await this.read();
      else await this.sleepUntilWoken();
    }
    await this.lanes.idle();
    await this.clear();
  }

  private async read(): Promise<void> {
    this.unread = false;
    const limit = pageSize + this.held.size;
    const page = await this.options.outbox.pending(limit, this.lastRead).catch((error) => this.broken(error));
    this.lastRead = page.at(-1) ?? this.lastRead;
    if (page.length === limit) this.unread = true;
    for (const pending of page) {
      const { event } = pending;
      if (this.held.has(identity(event))) continue;
      this.held.add(identity(event));
      this.lanes.run(aggregateOf(event), () => this.publish(pending));
    }
  }

  private async publish(pending: PendingEvent): Promise<void> {
    for (let attempt = 1; !this.gaveUp; attempt += 1) {
      try {
        await this.options.publish(pending.event);
        this.acknowledge(pending);
        return;
      } catch (error) {
        this.failed(pending.event, error);
        await backOff(attempt, backoff, this.stopping.signal);
      }
    }
  }

  private acknowledge(pending: PendingEvent): void {
    if (this.failing) this.options.log.info(`outbox ${this.options.outbox.name} is being published again`);
    this.failing = false;
    this.acknowledged.push(pending);
    this.clearLater.start();
    if (this.acknowledged.length >= clearBatch) this.dueToClear();
  }

  private failed(event: Envelope, error: unknown): void {
    if (!this.failing)
      this.options.log.warn(`${event.type} ${event.id} waits in the outbox, trying on: ${describeError(error)}`);
    this.failing = true;
    this.gaveUp = this.stopped;
    if (this.gaveUp) this.wake();
  }

  private dueToClear(): void {
    this.clearDue = true;
    this.wake();
  }

  private async clear(): Promise<void> {
    this.clearDue = false;
    this.clearLater.cancel();
    const batch = this.acknowledged;
    this.acknowledged = [];
    await this.options.outbox.clear(batch).catch((error) => this.broken(error));
    for (const { event } of batch) this.held.delete(identity(event));
  }

  /** The next scan tries again; what was published but not cleared is then published once more, and known. */
  private broken(error: unknown): [] {
    this.options.log.error(`outbox ${this.options.outbox.name}: ${describeError(error)}`);
    return [];
  }

  private sleepUntilWoken(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
