import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  NatsError,
  nanos,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from 'nats';

/** How much a stream keeps, of every bounded context alike. */
export interface StreamLimits {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Servers that hold each event: 1, 3 or 5. */
  readonly replicas: number;
  /** A repeat of an event is known within this time; at least two minutes. */
  readonly duplicateWindowMs: number;
}

export const defaultStreamLimits: StreamLimits = {
  maxBytes: 1024 ** 3,
  maxAgeMs: 30 * 24 * 60 * 60 * 1_000,
  replicas: 1,
  duplicateWindowMs: 2 * 60 * 1_000,
};

/** What holds for a stream that has no events: an order to retry is a number, and nothing once it is carried out. */
const streamsApart: Readonly<Record<string, Partial<StreamConfig>>> = {
  retry: { retention: RetentionPolicy.Workqueue, max_bytes: 64 * 1024 ** 2 },
};

/** The stream of a bounded context: `library` has LIBRARY. */
export function streamName(context: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(context))
    throw new Error(`"${context}" is no bounded context: a type or pattern begins with one`);
  return context.toUpperCase();
}

/** A consumer's durable name: NATS allows no dots and wildcards in it. */
export function durableName(group: string, pattern: string): string {
  return `${group}--${pattern}`.replaceAll('.', '_').replaceAll('*', 'any').replaceAll('>', 'all');
}

export class Streams {
  private readonly manager: JetStreamManager;
  private readonly limits: StreamLimits;
  private readonly known = new Map<string, Promise<void>>();

  constructor(manager: JetStreamManager, limits: StreamLimits) {
    this.manager = manager;
    this.limits = limits;
  }

  /** Makes the stream `<context>.>`, or brings its limits up to date; once in this process. */
  ensure(context: string): Promise<void> {
    const known = this.known.get(context);
    if (known) return known;
    const made = this.make(context);
    this.known.set(context, made);
    made.catch(() => this.forget(context));
    return made;
  }

  /** The server may have lost it. */
  forget(context: string): void {
    this.known.delete(context);
  }

  /** Makes the durable consumer, or brings it up to date. Any number of replicas may do so at once. */
  async ensureConsumer(context: string, config: Partial<ConsumerConfig> & { durable_name: string }): Promise<void> {
    const consumer = {
      ...config,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      max_deliver: -1,
    };
    const stream = streamName(context);
    await addOrUpdate(
      () => this.manager.consumers.add(stream, consumer),
      () => this.manager.consumers.update(stream, config.durable_name, config),
    );
  }

  private async make(context: string): Promise<void> {
    const name = streamName(context);
    const stream: Partial<StreamConfig> & { name: string } = {
      name,
      subjects: [`${context}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      // A full stream refuses, and events wait in their outboxes: forgetting one that a consumer has yet to see is worse.
      discard: DiscardPolicy.New,
      max_bytes: this.limits.maxBytes,
      max_age: nanos(this.limits.maxAgeMs),
      num_replicas: this.limits.replicas,
      duplicate_window: nanos(this.limits.duplicateWindowMs),
      ...streamsApart[context],
    };
    await addOrUpdate(
      () => this.manager.streams.add(stream),
      () => this.manager.streams.update(name, stream),
    );
  }
}

/**
 * There is one of that name with another configuration: a stream (whose subjects overlap where it is just
 * being made), a consumer on a server before 2.10 and since.
 */
const inUse = [10_058, 10_065, 10_013, 10_148];

async function addOrUpdate(add: () => Promise<unknown>, update: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    if (!(error instanceof NatsError) || !inUse.includes(error.api_error?.err_code ?? 0)) throw error;
    await update();
  }
}
