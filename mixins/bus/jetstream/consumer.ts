import { type JetStreamClient, type JsMsg, nanos, type Consumer as PullConsumer } from 'nats';
import type { Envelope } from '../../kernel/event.ts';
import type { Log } from '../../log.ts';
import { decode, laneOf } from '../../outbox/message.ts';
import { every, type Timer } from '../../waiting/timers.ts';
import { waitAfter } from '../../waiting/waiting.ts';
import type { Lanes } from '../lanes.ts';
import { OutageBackoff } from '../outage-backoff.ts';
import type { Consumer, RetryPolicy, Subscription } from '../port.ts';
import { afterFailure, describeError, isAway } from '../retry.ts';
import type { Message } from './dead-letter.headers.ts';
import type { DeadStream } from './dead-stream.ts';
import { durableName, formerName } from './durable-name.ts';
import { Pull } from './pull.ts';
import { type Streams, streamName } from './streams.ts';

export interface JetStreamConsumerOptions {
  readonly client: JetStreamClient;
  readonly streams: Streams;
  readonly dead: DeadStream;
  readonly source: Source;
  /** Consumers that share them deliver the events of an aggregate one after another. */
  readonly lanes: Lanes;
  readonly retry: RetryPolicy;
  readonly log: Log;
  /** Milliseconds after which the deliveries of a process that has vanished are given to another one. */
  readonly ackWait: number;
}

/** Where the messages of a consumer come from. */
export interface Source {
  /** The stream's. */
  readonly context: string;
  readonly subjects: string;
  /** What a message of the stream stands for, when that is not itself; nothing when there is nothing left to do. */
  readonly resolve?: (message: JsMsg) => Promise<Message | undefined>;
}

/** Deliveries held at least, so that a hot aggregate which fills its lane leaves room for the others. */
const smallestWindow = 256;
/** Milliseconds of the request that ends the others. */
const lastRequest = 100;
/** Deliveries that all replicas of a group hold together, those that wait for their next attempt included. */
const maxAckPending = 10_000;

/**
 * One replica of a durable consumer. It tells the server that it works on every message it holds, also on
 * those that wait for their turn, so that none is delivered elsewhere while this process lives.
 */
export class JetStreamConsumer implements Consumer {
  private readonly subscription: Subscription;
  private readonly options: JetStreamConsumerOptions;
  private readonly name: string;
  private readonly pull: Pull;
  private readonly outage: OutageBackoff;
  private readonly held = new Set<Message>();
  private heartbeat: Timer | undefined;
  /** From the stop on; resolves when messages can be handed back. */
  private stopping: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;
  private handedBack = () => {};

  constructor(subscription: Subscription, options: JetStreamConsumerOptions) {
    this.subscription = subscription;
    this.options = options;
    this.name = durableName(subscription.group, subscription.pattern);
    this.outage = new OutageBackoff(this.name, options.log);
    this.pull = new Pull({
      open: () => this.open(),
      room: () => this.room(),
      one: () => options.client.pull(streamName(options.source.context), this.name, lastRequest),
      take: (message) => this.take(message),
      failed: (error) => this.lost(error),
    });
  }

  /** @throws when the consumer cannot be made */
  async start(): Promise<void> {
    await this.pull.start();
    if (this.stopping) return;
    this.heartbeat = every(this.options.ackWait / 3, () => {
      for (const message of this.held) message.working();
    });
  }

  get ready(): boolean {
    return this.pull.ready;
  }

  unfinished(): string[] {
    return this.held.size > 0 ? [`${this.held.size} deliveries of ${this.name}`] : [];
  }

  /**
   * Creates what the server may have lost, and asks again. The library does so too, but rests for long when it meets a
   * cluster that has no leader yet, and waits 30 s for a consumer that is no more.
   */
  async reconnected(): Promise<void> {
    await this.pull.reopen();
  }

  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<void> {
    this.stopping = this.pull.stop();
    this.outage.stop();
    this.handedBack();
    await this.stopping;
    while (this.held.size > 0) await this.nextHandedBack();
    this.heartbeat?.stop();
  }

  private async open(): Promise<PullConsumer> {
    const { client, streams, source } = this.options;
    const { context } = source;
    await streams.ensure(context);
    const config = {
      durable_name: this.name,
      filter_subject: source.subjects,
      ack_wait: nanos(this.options.ackWait),
      max_ack_pending: maxAckPending,
    };
    const { group, pattern } = this.subscription;
    await streams.ensureConsumer(context, config, formerName(group, pattern));
    return client.consumers.get(streamName(context), this.name);
  }

  /** A quarter of the window at least, so that a busy consumer asks seldom. */
  private async room(): Promise<number> {
    const window = Math.max(smallestWindow, 2 * this.subscription.maxInFlight);
    while (this.held.size > (window * 3) / 4 && !this.stopping) await this.nextHandedBack();
    return window - this.held.size;
  }

  private nextHandedBack(): Promise<void> {
    return new Promise((resolve) => {
      this.handedBack = resolve;
    });
  }

  /** The server may have lost the stream: it is made again with the consumer. */
  private lost(error: unknown): void {
    this.options.log.warn(`${this.name}: ${describeError(error)}`);
    this.options.streams.forget(this.options.source.context);
  }

  private take(message: JsMsg): void {
    this.held.add(message);
    const { resolve } = this.options.source;
    if (resolve) void this.resolve(message, resolve);
    else this.receive(message);
  }

  private async resolve(order: JsMsg, resolve: NonNullable<Source['resolve']>): Promise<void> {
    try {
      const message = await resolve(order);
      if (!message) return this.acknowledge(order);
      this.held.add(message);
      this.receive(message);
    } catch (error) {
      order.nak(waitAfter(order.info.deliveryCount, this.options.retry.backoffMs));
      this.options.log.warn(`${this.name}: ${order.subject}: ${describeError(error)}`);
    }
    this.letGo(order);
  }

  private receive(message: Message): void {
    try {
      const event = decode(message.string(), message.subject);
      if (this.subscription.types?.includes(event.type) !== false)
        this.options.lanes.run(laneOf(this.subscription, event), () => this.deliver(message, event));
      else this.acknowledge(message);
    } catch (error) {
      void this.fail(message, error);
    }
  }

  private async deliver(message: Message, event: Envelope): Promise<void> {
    for (let look = 1; !this.stopping; look += 1) {
      try {
        await this.subscription.handle(event, { attempt: message.info.deliveryCount });
        if (message.deadLetterId !== undefined) await this.options.dead.remove(message.deadLetterId);
        return this.acknowledge(message);
      } catch (error) {
        if (!isAway(error)) return await this.fail(message, error);
        await this.outage.wait(look, error);
      }
    }
    await this.handBack(message);
  }

  private acknowledge(message: Message): void {
    message.ack();
    this.letGo(message);
  }

  private letGo(message: Message): void {
    this.held.delete(message);
    this.handedBack();
  }

  /** Another replica shall have it at once, but after what this one has begun of the same aggregate. */
  private async handBack(message: Message): Promise<void> {
    await this.stopping;
    message.nak();
    this.letGo(message);
  }

  private async fail(message: Message, error: unknown): Promise<void> {
    const { retry, log } = this.options;
    const attempt = message.info.deliveryCount;
    const what = `${this.name}: ${message.subject}, message ${message.seq}, attempt ${attempt}: ${describeError(error)}`;
    const next = afterFailure(retry, attempt, error);
    if (next === 'dead') await this.moveToDeadLetters(message, what, error);
    else {
      message.nak(next);
      log.warn(`${what}; again in ${next} ms`);
    }
    this.letGo(message);
  }

  private async moveToDeadLetters(message: Message, what: string, error: unknown): Promise<void> {
    const { retry, log, dead } = this.options;
    try {
      await dead.keep(this.subscription.group, message, error);
      if (message.deadLetterId !== undefined) await dead.remove(message.deadLetterId);
      message.term();
      log.error(`${what}; now among the dead letters`);
    } catch (failure) {
      message.nak(waitAfter(retry.maxAttempts, retry.backoffMs));
      log.error(`${what}; the dead letters did not take it: ${describeError(failure)}`);
    }
  }
}
