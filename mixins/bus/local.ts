import { type Envelope, matches } from '../kernel/event.ts';
import { silent } from '../log.ts';
import type { EventLog, Outbox } from '../outbox/port.ts';
import { LocalDeadLetters } from './local-dead-letters.ts';
import { consumerName, LogReader, type LogReaderOptions } from './log-reader.ts';
import { type Backlog, type Bus, type Consumer, defaultRetryPolicy, type Position, type Subscription } from './port.ts';

/** Events that a replay has under way at once. */
const replayed = 256;

/**
 * The bus of a single process. It has no messages of its own: consumers read the outbox logs in place, each
 * from its own cursor, so an event is durable once and delivered without a copy.
 */
export class LocalBus implements Bus {
  private readonly options: LogReaderOptions;
  private readonly logs = new Map<string, EventLog>();
  private readonly subscriptions = new Map<Subscription, LogReader[]>();
  readonly deadLetters = new LocalDeadLetters(this.logs, () => [...this.subscriptions.values()].flat());

  constructor({ retry = defaultRetryPolicy, log = silent }: Partial<LogReaderOptions> = {}) {
    this.options = { retry, log };
  }

  async start(): Promise<void> {}

  attach(outbox: Outbox): void {
    if (this.logs.has(outbox.name)) return;
    if (!('parked' in outbox)) throw new Error(`${outbox.name} keeps no log: events of this store need NATS_URL`);
    const log = outbox as EventLog;
    this.logs.set(log.name, log);
    for (const [subscription, readers] of this.subscriptions) readers.push(this.reader(log, subscription));
  }

  /** They are read behind all that the log has. */
  async restate(outbox: Outbox, events: readonly Envelope[]): Promise<void> {
    await this.logs.get(outbox.name)?.appendAlone(events);
  }

  /** @throws when the group reads this pattern already: one process holds one replica of a service */
  async subscribe(subscription: Subscription): Promise<Consumer> {
    const { group, pattern } = subscription;
    if ([...this.subscriptions.keys()].some((known) => known.group === group && known.pattern === pattern))
      throw new Error(`${group} is subscribed to ${pattern} already`);
    const readers = [...this.logs.values()].map((log) => this.reader(log, subscription));
    this.subscriptions.set(subscription, readers);
    return {
      stop: async () => {
        this.subscriptions.delete(subscription);
        await Promise.all(readers.map((reader) => reader.stop()));
      },
    };
  }

  async replay(pattern: string, handle: (event: Envelope) => Promise<void>, from: Position = new Map()) {
    const reached = new Map<string, number>();
    for (const log of this.logs.values()) {
      const end = log.end();
      let seq = from.get(log.name) ?? 0;
      while (seq < end) {
        const entries = log.read(seq, replayed);
        const wanted = entries.map(({ event }) => event).filter((event) => typeof event !== 'string');
        await Promise.all(wanted.filter(({ type }) => matches(pattern, type)).map(handle));
        seq = entries.at(-1)?.seq ?? end;
      }
      reached.set(log.name, seq);
    }
    return reached;
  }

  async backlogs(): Promise<Backlog[]> {
    return [...this.subscriptions.values()].flat().map((reader) => reader.backlog());
  }

  /** Of a log it is what the consumer has not come to that is the furthest behind. */
  pending(): ReadonlyMap<string, number> {
    const pending = new Map(Array.from(this.logs.keys(), (name) => [name, 0]));
    for (const reader of [...this.subscriptions.values()].flat())
      pending.set(reader.logName, Math.max(pending.get(reader.logName) ?? 0, reader.backlog().waiting));
    return pending;
  }

  ready(): boolean {
    return true;
  }

  unfinished(): string[] {
    return [...this.subscriptions.values()].flat().flatMap((reader) => reader.unfinished());
  }

  async stop(): Promise<void> {
    await Promise.all([...this.subscriptions.values()].flat().map((reader) => reader.stop()));
    this.subscriptions.clear();
  }

  private reader(log: EventLog, subscription: Subscription): LogReader {
    const { replaces, pattern } = subscription;
    if (replaces !== undefined) log.forget(consumerName(replaces, pattern));
    return new LogReader(log, subscription, this.options);
  }
}
