import { type Envelope, matches } from '../kernel/event.ts';
import type { Log } from '../log.ts';
import { decode, laneOf, statedType } from '../outbox/message.ts';
import type { EventLog, LogEntry, ParkedDelivery } from '../outbox/port.ts';
import { pause } from '../waiting/waiting.ts';
import { ageOf } from './age.ts';
import { Lanes } from './lanes.ts';
import { OutageBackoff } from './outage-backoff.ts';
import { ParkedRetries } from './parked-retries.ts';
import type { Backlog, RetryPolicy, Subscription } from './port.ts';
import { afterFailure, describeError, isAway } from './retry.ts';

export interface LogReaderOptions {
  readonly retry: RetryPolicy;
  readonly log: Log;
}

type HandleAll = NonNullable<Subscription['handleAll']>;

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
  readonly name: string;
  private readonly lanes: Lanes;
  private readonly window: number;
  private readonly wanted = new Map<string, boolean>();
  /** Read and not done, by sequence number. */
  private readonly held = new Set<number>();
  /** Everything up to it is done. It is counted up: to look for the lowest of a set is to pass all it ever held. */
  private done: number;
  private readonly retries: ParkedRetries;
  private readonly outage: OutageBackoff;
  private position: number;
  private awake = false;
  private readonly stopping = new AbortController();

  constructor(events: EventLog, subscription: Subscription, options: LogReaderOptions) {
    this.events = events;
    this.subscription = subscription;
    this.options = options;
    this.name = consumerName(subscription.group, subscription.pattern);
    this.lanes = new Lanes(subscription.maxInFlight);
    this.window = Math.max(smallestWindow, 2 * subscription.maxInFlight);
    this.outage = new OutageBackoff(this.name, options.log);
    this.position = events.cursor(this.name);
    this.done = this.position;
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
    this.stopping.abort();
    this.retries.stop();
    this.outage.stop();
    await this.lanes.idle();
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  unfinished(): string[] {
    return this.held.size > 0 ? [`${this.held.size} deliveries of ${this.name}`] : [];
  }

  get logName(): string {
    return this.events.name;
  }

  backlog(): Backlog {
    const { group, pattern } = this.subscription;
    const waiting = this.events.end() - this.position;
    return { group, pattern, waiting, underWay: this.held.size, ...this.oldestAge() };
  }

  private oldestAge(): Pick<Backlog, 'oldestAge'> {
    const [oldest] = this.done < this.events.end() ? this.events.read(this.done, 1) : [];
    if (!oldest || typeof oldest.event === 'string') return {};
    return { oldestAge: ageOf(oldest.event.time) };
  }

  /** To be called when deliveries were parked from outside. */
  retryParked(): void {
    this.retries.schedule();
  }

  /** Reads on in a turn of its own: neither a commit nor another consumer waits for this one. */
  private wake(): void {
    if (this.awake || this.stopped) return;
    this.awake = true;
    setImmediate(() => void this.look());
  }

  /** A log that cannot be read is looked at again and again: its place is kept. */
  private async look(): Promise<void> {
    for (let look = 1; !this.stopped; look += 1) {
      try {
        this.awake = false;
        return this.readOn();
      } catch (error) {
        this.awake = true;
        await this.outage.wait(look, error);
      }
    }
  }

  private readOn(): void {
    const room = this.window - this.held.size;
    const entries = room > 0 ? this.events.read(this.position, room) : [];
    if (entries.length === 0) return;
    this.position = entries.at(-1)?.seq ?? this.position;
    const wanted = entries.filter(({ event }) => this.wants(event));
    for (const { seq } of wanted) this.held.add(seq);
    const { handleAll } = this.subscription;
    if (handleAll && wanted.length > 1) this.lanes.run(undefined, () => this.takeAll(wanted, handleAll));
    else this.handOut(wanted);
    this.moveCursor();
    this.wake();
  }

  private handOut(entries: readonly LogEntry[]): void {
    for (const entry of entries) this.lanes.run(this.laneOf(entry), () => this.take(entry));
  }

  private async take(entry: LogEntry): Promise<void> {
    if (await this.deliver(entry, 1)) this.letGo([entry]);
  }

  private async takeAll(entries: readonly LogEntry[], handleAll: HandleAll): Promise<void> {
    try {
      await handleAll(entries.map(eventOf));
      this.letGo(entries);
    } catch {
      this.handOut(entries);
    }
  }

  private letGo(entries: readonly LogEntry[]): void {
    for (const { seq } of entries) this.held.delete(seq);
    this.moveCursor();
    this.wake();
  }

  private retry(parked: ParkedDelivery): Promise<void> {
    return new Promise((resolve) => {
      this.lanes.run(this.laneOf(parked), async () => {
        await this.deliver(parked, parked.attempts + 1);
        resolve();
      });
    });
  }

  /** Resolves with whether the entry is done: handled, parked or given up. If not, it is for the next start. */
  private async deliver(entry: LogEntry, attempt: number): Promise<boolean> {
    for (let look = 1; !this.stopped; look += 1) {
      try {
        await this.subscription.handle(eventOf(entry), { attempt });
        if (attempt > 1) await this.events.parked.remove(this.name, entry.seq);
        return true;
      } catch (error) {
        if (!isAway(error)) return await this.layAside(entry, attempt, error);
        await this.outage.wait(look, error);
      }
    }
    return false;
  }

  private async layAside(entry: LogEntry, attempts: number, cause: unknown): Promise<boolean> {
    const { retry, log } = this.options;
    const error = describeError(cause);
    const event = typeof entry.event === 'string' ? `entry ${entry.seq}` : `${entry.event.type} ${entry.event.id}`;
    const what = `${this.name}: ${event}, attempt ${attempts}: ${error}`;
    const next = afterFailure(retry, attempts, cause);
    const failed = { ...entry, consumer: this.name, attempts, error };
    try {
      if (next === 'dead') await this.events.dead.keep(failed);
      else await this.events.parked.park({ ...failed, dueAt: Date.now() + next });
    } catch (failure) {
      log.error(`${what}; it could not be laid aside: ${describeError(failure)}`);
      await pause(storeRetry, this.stopping.signal);
      if (this.stopped) return false;
      return this.deliver(entry, attempts);
    }
    if (next === 'dead') log.error(`${what}; now among the dead letters`);
    else log.warn(`${what}; again in ${next} ms`);
    this.retries.schedule();
    return true;
  }

  private moveCursor(): void {
    if (this.held.size === 0) this.done = this.position;
    else while (!this.held.has(this.done + 1)) this.done += 1;
    this.events.saveCursor(this.name, this.done);
  }

  private laneOf({ event }: LogEntry): string | undefined {
    return typeof event === 'string' ? '' : laneOf(this.subscription, event);
  }

  /** What says of no type what it is might be meant for it. */
  private wants(event: LogEntry['event']): boolean {
    const type = typeof event === 'string' ? statedType(event) : event.type;
    if (type === undefined) return true;
    const known = this.wanted.get(type);
    if (known !== undefined) return known;
    const { pattern, types } = this.subscription;
    const wants = matches(pattern, type) && (types?.includes(type) ?? true);
    this.wanted.set(type, wants);
    return wants;
  }
}

/** The name of a consumer in a log. */
export function consumerName(group: string, pattern: string): string {
  return `${group}:${pattern}`;
}

function eventOf({ event }: LogEntry): Envelope {
  return typeof event === 'string' ? decode(event) : event;
}
