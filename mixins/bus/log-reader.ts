import { setTimeout as delay } from 'node:timers/promises';
import { matches } from '../kernel/event.ts';
import type { EventLog, LogEntry } from '../store/port.ts';
import type { RetryPolicy, Subscription } from './port.ts';

/** Milliseconds before a delivery is tried again whose failure could not be written down. */
const storeRetry = 1_000;

/**
 * One consumer on one log: hands entries out in order, those of one aggregate one after another, and moves
 * its cursor to where everything before is done. What fails is parked, so that it holds up nothing else.
 */
export class LogReader {
  private readonly log: EventLog;
  private readonly subscription: Subscription;
  private readonly policy: RetryPolicy;
  private readonly consumer: string;
  private readonly wanted = new Map<string, boolean>();
  private readonly lanes = new Map<string, Promise<void>>();
  /** Entries from the cursor on that were handed out, in order. */
  private readonly handedOut: { readonly seq: number; done: boolean }[] = [];
  private position: number;
  private retryTimer: NodeJS.Timeout | undefined;
  private retrying = false;
  private stopped = false;

  constructor(log: EventLog, subscription: Subscription, policy: RetryPolicy) {
    this.log = log;
    this.subscription = subscription;
    this.policy = policy;
    this.consumer = `${subscription.group}:${subscription.pattern}`;
    this.position = log.cursor(this.consumer);
    log.onAppend(() => this.pump());
    this.pump();
    this.scheduleRetry();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    await Promise.all(this.lanes.values());
  }

  private pump(): void {
    const { maxInFlight } = this.subscription;
    while (!this.stopped && this.handedOut.length < maxInFlight) {
      const entries = this.log.read(this.position, maxInFlight - this.handedOut.length);
      if (entries.length === 0) return;
      for (const entry of entries) this.handOut(entry);
      this.moveCursor();
    }
  }

  private handOut(entry: LogEntry): void {
    const { seq, event } = entry;
    this.position = seq;
    const ticket = { seq, done: !this.wants(event.type) };
    this.handedOut.push(ticket);
    if (ticket.done) return;
    this.inLane(event.subject, async () => {
      await this.deliver(entry, 1);
      ticket.done = true;
      this.moveCursor();
    });
  }

  private inLane(subject: string, task: () => Promise<void>): void {
    const before = this.lanes.get(subject);
    const lane: Promise<void> = (before ? before.then(task) : task()).then(() => {
      if (this.lanes.get(subject) === lane) this.lanes.delete(subject);
      this.pump();
    });
    this.lanes.set(subject, lane);
  }

  private async deliver({ seq, event }: LogEntry, attempt: number): Promise<void> {
    try {
      await this.subscription.handle(event, { attempt });
      if (attempt > 1) await this.log.parked.remove(this.consumer, seq);
    } catch (error) {
      await this.park({ seq, event }, attempt, error);
    }
  }

  private async park(entry: LogEntry, attempts: number, cause: unknown): Promise<void> {
    const { backoffMs, maxAttempts } = this.policy;
    const final = (cause as { retryable?: boolean } | undefined)?.retryable === false;
    const wait = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? 0;
    try {
      await this.log.parked.park({
        ...entry,
        consumer: this.consumer,
        attempts,
        dueAt: Date.now() + wait,
        dead: final || attempts >= maxAttempts,
        error: cause instanceof Error ? cause.message : String(cause),
      });
      this.scheduleRetry();
    } catch {
      if (this.stopped) return;
      await delay(storeRetry);
      await this.deliver(entry, attempts);
    }
  }

  private scheduleRetry(): void {
    clearTimeout(this.retryTimer);
    const next = this.log.parked.next(this.consumer);
    if (next === undefined || this.retrying || this.stopped) return;
    this.retryTimer = setTimeout(() => this.retry(), Math.max(next - Date.now(), 0));
  }

  private async retry(): Promise<void> {
    this.retrying = true;
    const due = await this.log.parked.due(this.consumer, Date.now());
    await Promise.all(
      due.map(
        (parked) =>
          new Promise<void>((resolve) => {
            this.inLane(parked.event.subject, () => this.deliver(parked, parked.attempts + 1).then(resolve));
          }),
      ),
    );
    this.retrying = false;
    this.scheduleRetry();
  }

  private moveCursor(): void {
    let done: number | undefined;
    while (this.handedOut[0]?.done) done = this.handedOut.shift()?.seq;
    if (done !== undefined) this.log.saveCursor(this.consumer, done);
  }

  private wants(type: string): boolean {
    const known = this.wanted.get(type);
    if (known !== undefined) return known;
    const wants = matches(this.subscription.pattern, type);
    this.wanted.set(type, wants);
    return wants;
  }
}
