import { isDeepStrictEqual } from 'node:util';
import {
  AckPolicy,
  type ConsumerConfig,
  type ConsumerInfo,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  NatsError,
  nanos,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from 'nats';
import type { Log } from '../../log.ts';
import type { Mark } from '../../outbox/marks.ts';
import { explained, inMegabytes, isNoRoom, newSize } from './stream-size.ts';

/** How much a stream keeps. */
export interface StreamLimits {
  /** The server reserves so much for each stream. */
  readonly maxBytes: number;
  /** Other sizes of single bounded contexts. */
  readonly maxBytesOf?: Readonly<Record<string, number>>;
  readonly maxAgeMs: number;
  /** Servers that hold each event: 1, 3 or 5. */
  readonly replicas: number;
  /** A repeat of an event is known within this time; at least two minutes. */
  readonly duplicateWindowMs: number;
}

const megabyte = 1024 ** 2;

export const defaultStreamLimits: StreamLimits = {
  maxBytes: 256 * megabyte,
  maxAgeMs: 30 * 24 * 60 * 60 * 1_000,
  replicas: 1,
  duplicateWindowMs: 2 * 60 * 1_000,
};

/** What holds for a stream that has no events: an order to retry is a number, and nothing once it is carried out. */
const streamsApart: Readonly<Record<string, Partial<StreamConfig>>> = {
  retry: { retention: RetentionPolicy.Workqueue },
};

/** Bytes that they need at most. */
const mostBytes: Readonly<Record<string, number>> = { retry: 64 * megabyte };

/** The stream of a bounded context: `library` has LIBRARY. */
export function streamName(context: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(context))
    throw new Error(`"${context}" is no bounded context: a type or pattern begins with one`);
  return context.toUpperCase();
}

/** Bytes of the stream of a context. */
export function sizeOf(context: string, { maxBytes, maxBytesOf = {} }: StreamLimits): number {
  return maxBytesOf[context] ?? Math.min(maxBytes, mostBytes[context] ?? maxBytes);
}

export class Streams {
  private readonly manager: JetStreamManager;
  private readonly limits: StreamLimits;
  private readonly log: Log;
  private readonly known = new Map<string, Promise<void>>();

  constructor(manager: JetStreamManager, limits: StreamLimits, log: Log) {
    this.manager = manager;
    this.limits = limits;
    this.log = log;
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

  /** When the stream was made, and how far it has come; nothing when there is no such stream. */
  async markOf(stream: string): Promise<Mark | undefined> {
    try {
      const { created, state } = await this.manager.streams.info(stream);
      return { made: created, sequence: state.last_seq };
    } catch (error) {
      if (error instanceof NatsError && error.api_error?.err_code === noStream) return undefined;
      throw error;
    }
  }

  /** The server may have lost it. */
  forget(context: string): void {
    this.known.delete(context);
  }

  /** The server may have lost all. */
  forgetAll(): void {
    this.known.clear();
  }

  /**
   * Makes the durable consumer, or brings it up to date. Any number of replicas may do so at once. A new one begins
   * where the one of its former name stands, if there is one.
   */
  async ensureConsumer(context: string, config: NamedConsumer, former?: string): Promise<void> {
    const stream = streamName(context);
    const start = former === undefined ? undefined : await this.positionOf(stream, former, config);
    const from =
      start === undefined
        ? { deliver_policy: DeliverPolicy.All }
        : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: start };
    const consumer = { ...config, ...from, ack_policy: AckPolicy.Explicit, max_deliver: -1 };
    const { durable_name } = config;
    const { delivered } = await addOrUpdate<ConsumerInfo>(
      () => this.manager.consumers.add(stream, consumer),
      () => this.manager.consumers.update(stream, durable_name, config),
    );
    if (delivered.stream_seq === 0) return;
    const sequence = (await this.markOf(stream))?.sequence ?? 0;
    if (delivered.stream_seq <= sequence) return;
    // The stream has lost its end. A server before 2.11 would never deliver what comes in its place; what came in it
    // meanwhile cannot be told from the rest, so all is delivered again.
    await this.manager.consumers.delete(stream, durable_name);
    await this.manager.consumers.add(stream, consumer);
  }

  /** The first message that the consumer of this name has not handled; nothing when it is another's, or not there. */
  private async positionOf(stream: string, name: string, config: NamedConsumer): Promise<number | undefined> {
    const known = await this.findConsumer(stream, name);
    if (!known || known.config.filter_subject !== config.filter_subject) return undefined;
    if (!(await this.findConsumer(stream, config.durable_name)))
      this.log.warn(
        `${config.durable_name} of ${stream} begins where ${name} stands. Remove that one when no earlier version runs: nats consumer rm ${stream} ${name}`,
      );
    return known.ack_floor.stream_seq + 1;
  }

  /**
   * Removes a consumer that no process runs any more.
   * @returns false while a process asks it for messages
   */
  async removeIdle(context: string, name: string): Promise<boolean> {
    const stream = streamName(context);
    const known = await this.findConsumer(stream, name);
    if (!known) return true;
    if (known.num_waiting > 0) return false;
    await this.manager.consumers.delete(stream, name);
    this.log.info(`removed ${name} of ${stream}, which no process runs any more`);
    return true;
  }

  private findConsumer(stream: string, name: string): Promise<ConsumerInfo | undefined> {
    return this.manager.consumers.info(stream, name).catch((error) => {
      if (error instanceof NatsError && noConsumer.includes(error.api_error?.err_code ?? 0)) return undefined;
      throw error;
    });
  }

  private async make(context: string): Promise<void> {
    const name = streamName(context);
    const size = sizeOf(context, this.limits);
    const stream: Partial<StreamConfig> & { name: string } = {
      name,
      subjects: [`${context}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      // A full stream refuses, and events wait in their outboxes: forgetting one that a consumer has yet to see is worse.
      discard: DiscardPolicy.New,
      max_bytes: size,
      max_age: nanos(this.limits.maxAgeMs),
      num_replicas: this.limits.replicas,
      duplicate_window: nanos(this.limits.duplicateWindowMs),
      ...streamsApart[context],
    };
    const resize = () => this.resize(name, stream, size);
    if (await this.markOf(name)) return resize();
    const add = () => this.manager.streams.add(stream);
    await addOrUpdate<unknown>(add, resize).catch((error) => Promise.reject(explained(error, context, size)));
  }

  /** A stream is never made smaller than twice what it holds, and keeps its size where the server has no room for more. */
  private async resize(name: string, stream: Partial<StreamConfig>, wanted: number): Promise<void> {
    const { config, state } = await this.manager.streams.info(name);
    const size = newSize({ wanted, present: config.max_bytes, held: state.bytes });
    if (size !== wanted)
      this.log.warn(
        `${name} keeps its size: it holds ${inMegabytes(state.bytes)} MB, more than half of the ${inMegabytes(wanted)} MB of EVENT_STREAM_MB`,
      );
    // A server that is restarted after an update may say that the stream was created at its last restart.
    if (isSame({ ...stream, max_bytes: size }, config)) return;
    try {
      await this.manager.streams.update(name, { ...stream, max_bytes: size });
    } catch (error) {
      if (!isNoRoom(error) || size === config.max_bytes) throw error;
      this.log.warn(`${name} keeps its ${inMegabytes(config.max_bytes)} MB: ${error.message}`);
      await this.manager.streams.update(name, { ...stream, max_bytes: config.max_bytes });
    }
  }
}

/** Does the stream have these settings already? */
function isSame(wanted: Partial<StreamConfig>, present: StreamConfig): boolean {
  return Object.entries(wanted).every(([field, value]) =>
    isDeepStrictEqual(value, present[field as keyof StreamConfig]),
  );
}

type NamedConsumer = Partial<ConsumerConfig> & { readonly durable_name: string };

const noStream = 10_059;
const noConsumer = [10_014, noStream];

/**
 * There is one of that name with another configuration: a stream (whose subjects overlap where it is just
 * being made), a consumer on a server before 2.10 and since.
 */
const inUse = [10_058, 10_065, 10_013, 10_148];

async function addOrUpdate<Made>(add: () => Promise<Made>, update: () => Promise<Made>): Promise<Made> {
  try {
    return await add();
  } catch (error) {
    if (!(error instanceof NatsError) || !inUse.includes(error.api_error?.err_code ?? 0)) throw error;
    return update();
  }
}
