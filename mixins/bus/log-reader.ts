import { setTimeout as sleep } from 'node:timers/promises';
import { matches } from '../kernel/event.ts';
import type { EventLog, LogEntry, ParkedDelivery } from '../store/port.ts';
import { Lanes } from './lanes.ts';
import { aggregateOf } from './message.ts';
import { ParkedRetries } from './parked-retries.ts';
import type { Log, RetryPolicy, Subscription } from './port.ts';
import { afterFailure, describeError } from './retry.ts';

export interface LogReaderOptions {
  readonly retry: RetryPolicy;
  readonly log: Log;
}

/** Entries held at least, so that a hot aggregate which fills its lane leaves room for the others. */
const smallestWindow = 256;
/** Milliseconds before a delivery is tried again whose failure could not be written down. */
const storeRetry = 1_000;

/**
 * One consumer on one log: hands entries out in order, those of one aggregate one after another, and moves
 * its cursor to where everything before is done. What fails is parked, so that it holds up nothing else.
 */
export class LogReader {
  private readonly events: EventLog;
  private readonly subscription: Subscription;
  private readonly options: LogReaderOptions;
  private readonly name: string;
  private readonly lanes: Lanes;
  private readonly window: number;
  private readonly wanted = new Map<string, boolean>();
  /** Read and not done, by sequence number, lowest first. */
  private readonly held = new Set<number>();
  private readonly retries: ParkedRetries;
  private position: number;
  private awake = false;
  private stopped = false;

  constructor(events: EventLog, subscription: Subscription, options: LogReaderOptions) {
    this.events = events;
    this.subscription = subscription;
    this.options = options;
    this.name = `${subscription.group}:${subscription.pattern}`;
    this.lanes = new Lanes(subscription.maxInFlight);
    this.window = Math.max(smallestWindow, 2 * subscription.maxInFlight);
    this.position = events.cursor(this.name);
    this.moveCursor();
    events.onAppend(() => this.wake());
    this.wake();
    this.retries = new ParkedRetries({
      parked: events.parked,
      consumer: this.name,
      limit: this.window,
      retry: (parked) => this.retry(parked),
    });
  }

  /** Waits for the deliveries that have begun; the others are for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.retries.stop();
    await this.lanes.idle();
  }

  unfinished(): string[] {
    return this.held.size > 0 ? [`${this.held.size} deliveries of ${this.name}`] : [];
  }

  /** Reads on in a turn of its own: neither a commit nor another consumer waits for this one. */
  private wake(): void {
    if (this.awake || this.stopped) return;
    this.awake = true;
    setImmediate(() => {
      this.awake = false;
      if (!this.stopped) this.readOn();
    });
  }

  private readOn(): void {
    const room = this.window - this.held.size;
    const entries = room > 0 ? this.events.read(this.position, room) : [];
    if (entries.length === 0) return;
    for (const entry of entries) this.handOut(entry);
    this.moveCursor();
    this.wake();
  }

  private handOut(entry: LogEntry): void {
    const { seq, event } = entry;
    this.position = seq;
    if (!this.wants(event.type)) return;
    this.held.add(seq);
    this.lanes.run(aggregateOf(event), () => this.take(entry));
  }

  private async take(entry: LogEntry): Promise<void> {
    if (this.stopped) return;
    await this.deliver(entry, 1);
    this.held.delete(entry.seq);
    this.moveCursor();
    this.wake();
  }

  private retry(parked: ParkedDelivery): Promise<void> {
    return new Promise((resolve) => {
      this.lanes.run(aggregateOf(parked.event), async () => {
        if (!this.stopped) await this.deliver(parked, parked.attempts + 1);
        resolve();
      });
    });
  }

  private async deliver({ seq, event }: LogEntry, attempt: number): Promise<void> {
    try {
      await this.subscription.handle(event, { attempt });
      if (attempt > 1) await this.events.parked.remove(this.name, seq);
    } catch (error) {
      await this.park({ seq, event }, attempt, error);
    }
  }

  private async park(entry: LogEntry, attempts: number, cause: unknown): Promise<void> {
    const { retry, log } = this.options;
    const error = describeError(cause);
    const what = `${this.name}: ${entry.event.type} ${entry.event.id}, attempt ${attempts}: ${error}`;
    const next = afterFailure(retry, attempts, cause);
    const dead = next === 'dead';
    const dueAt = Date.now() + (dead ? 0 : next);
    try {
      await this.events.parked.park({ ...entry, consumer: this.name, attempts, dueAt, dead, error });
    } catch (failure) {
      log.error(`${what}; it could not be parked: ${describeError(failure)}`);
      if (this.stopped) return;
      await sleep(storeRetry);
      return this.deliver(entry, attempts);
    }
    if (dead) log.error(`${what}; now among the dead letters`);
    else log.warn(`${what}; again in ${next} ms`);
    this.retries.schedule();
  }

  /** Everything up to the cursor is done. */
  private moveCursor(): void {
    const [lowest] = this.held;
    this.events.saveCursor(this.name, lowest === undefined ? this.position : lowest - 1);
  }

  private wants(type: string): boolean {
    const known = this.wanted.get(type);
    if (known !== undefined) return known;
    const { pattern, types } = this.subscription;
    const wants = matches(pattern, type) && (types?.includes(type) ?? true);
    this.wanted.set(type, wants);
    return wants;
  }
}
