import { setTimeout as delay } from 'node:timers/promises';
import type { Envelope } from '../kernel/event.ts';
import { matches } from '../kernel/event.ts';
import type { EventLog, LogEntry } from '../store/port.ts';
import type { RetryPolicy, Subscription } from './port.ts';

/** Milliseconds before a delivery is tried again whose failure could not be written down. */
const storeRetry = 1_000;
/** Milliseconds between two looks for due retries while one of them is under way. */
const retryLook = 100;

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
  /** Entries that were handed out and are not done, by sequence number, lowest first. */
  private readonly inFlight = new Set<number>();
  /** The same of parked deliveries that are tried again. */
  private readonly retried = new Set<number>();
  private position: number;
  private retryTimer: NodeJS.Timeout | undefined;
  private awake = false;
  private stopped = false;

  constructor(log: EventLog, subscription: Subscription, policy: RetryPolicy) {
    this.log = log;
    this.subscription = subscription;
    this.policy = policy;
    this.consumer = `${subscription.group}:${subscription.pattern}`;
    this.position = log.cursor(this.consumer);
    this.moveCursor();
    log.onAppend(() => this.wake());
    this.wake();
    this.scheduleRetry();
  }

  /** Waits for the deliveries that have begun; the others are for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    await Promise.all(this.lanes.values());
  }

  /** Reads on in a turn of its own: neither a commit nor another consumer waits for this one. */
  private wake(): void {
    if (this.awake || this.stopped) return;
    this.awake = true;
    setImmediate(() => {
      this.awake = false;
      this.readOn();
    });
  }

  private readOn(): void {
    const room = this.subscription.maxInFlight - this.inFlight.size;
    if (this.stopped || room <= 0) return;
    const entries = this.log.read(this.position, room);
    if (entries.length === 0) return;
    for (const entry of entries) this.handOut(entry);
    this.moveCursor();
    this.wake();
  }

  private handOut(entry: LogEntry): void {
    const { seq, event } = entry;
    this.position = seq;
    if (!this.wants(event.type)) return;
    this.inFlight.add(seq);
    this.inLane(event, async () => {
      await this.deliver(entry, 1);
      this.inFlight.delete(seq);
      this.moveCursor();
      this.wake();
    });
  }

  private inLane({ source, subject }: Envelope, task: () => Promise<void>): void {
    const aggregate = `${source}/${subject}`;
    const before = this.lanes.get(aggregate) ?? Promise.resolve();
    const lane = before.then(async () => {
      if (!this.stopped) await task();
      if (this.lanes.get(aggregate) === lane) this.lanes.delete(aggregate);
    });
    this.lanes.set(aggregate, lane);
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
    if (this.stopped) return;
    const next = this.log.parked.next(this.consumer);
    if (next === undefined) return;
    const soonest = this.retried.size > 0 ? retryLook : 0;
    this.retryTimer = setTimeout(() => this.retryDue(), Math.max(next - Date.now(), soonest));
  }

  private async retryDue(): Promise<void> {
    const due = await this.log.parked.due(this.consumer, Date.now(), this.subscription.maxInFlight);
    for (const parked of due) {
      if (this.retried.has(parked.seq)) continue;
      this.retried.add(parked.seq);
      this.inLane(parked.event, async () => {
        await this.deliver(parked, parked.attempts + 1);
        this.retried.delete(parked.seq);
        this.scheduleRetry();
      });
    }
    this.scheduleRetry();
  }

  /** Everything up to the cursor is done. */
  private moveCursor(): void {
    const [lowest] = this.inFlight;
    this.log.saveCursor(this.consumer, lowest === undefined ? this.position : lowest - 1);
  }

  private wants(type: string): boolean {
    const known = this.wanted.get(type);
    if (known !== undefined) return known;
    const wants = matches(this.subscription.pattern, type);
    this.wanted.set(type, wants);
    return wants;
  }
}
