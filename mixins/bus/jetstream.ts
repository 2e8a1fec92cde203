import type { ConnectionOptions, JetStreamClient, JsMsg, NatsConnection, PubAck } from 'nats';
import type { Envelope } from '../kernel/event.ts';
import type { Log } from '../log.ts';
import type { Recovery } from '../outbox/marks.ts';
import { contextOf, encode, identity } from '../outbox/message.ts';
import type { Outbox } from '../outbox/port.ts';
import { pause, retryUntilDone } from '../waiting/waiting.ts';
import { backlogs } from './jetstream/backlogs.ts';
import { connectToJetStream, hosts, natsAway, watch } from './jetstream/connection.ts';
import { JetStreamConsumer } from './jetstream/consumer.ts';
import { JetStreamDeadLetters } from './jetstream/dead-letters.ts';
import { DeadStream } from './jetstream/dead-stream.ts';
import { durableName } from './jetstream/durable-name.ts';
import { LossWatch } from './jetstream/loss-watch.ts';
import { replay } from './jetstream/replay.ts';
import { recall, retries } from './jetstream/retries.ts';
import { defaultStreamLimits, type StreamLimits, Streams, streamName } from './jetstream/streams.ts';
import { Lanes } from './lanes.ts';
import {
  type Backlog,
  type Bus,
  type Consumer,
  defaultRetryPolicy,
  type Position,
  type RetryPolicy,
  type Subscription,
} from './port.ts';
import { Relay } from './relay.ts';
import { describeError } from './retry.ts';

export interface JetStreamOptions {
  /** Servers, name and credentials, as the `nats` package takes them. */
  readonly connection: ConnectionOptions;
  readonly log: Log;
  readonly retry?: RetryPolicy;
  readonly limits?: StreamLimits;
  /** Milliseconds after which the deliveries of a process that has vanished are given to another one; 5,000 by default. */
  readonly ackWait?: number;
  /** Milliseconds between two looks whether a consumer that was replaced can be removed; 60,000 by default. */
  readonly idleLookMs?: number;
}

/** Milliseconds that the server may take to answer: then the outcome is unknown. */
const serverTimeout = 2_000;

/** The bus over NATS JetStream: a stream for each bounded context, made when it is first needed. */
export class JetStreamBus implements Bus {
  readonly deadLetters = new JetStreamDeadLetters(() => this.connectedSession());
  private readonly options: JetStreamOptions;
  private readonly relays = new Map<string, Relay>();
  private readonly watches = new Set<LossWatch>();
  private readonly consumers = new Set<JetStreamConsumer>();
  private readonly stopping = new AbortController();
  private nats: Session | undefined;
  private connected = false;

  constructor(options: JetStreamOptions) {
    this.options = options;
  }

  /** Resolves when there is a server with JetStream. */
  async start(): Promise<void> {
    const { connection: where, log, limits = defaultStreamLimits } = this.options;
    const connection = await connectToJetStream(where, log, this.stopping.signal);
    const client = connection.jetstream({ timeout: serverTimeout });
    const streams = new Streams(await connection.jetstreamManager({ timeout: serverTimeout }), limits, log);
    this.nats = { connection, client, streams, dead: new DeadStream(client, streams) };
    this.connected = true;
    log.info(`connected to NATS at ${hosts(where)}`);
    void watch(connection, (connected) => this.connectionChanged(connected));
  }

  attach(outbox: Outbox, recovery?: Recovery): void {
    if (this.relays.has(outbox.name)) return;
    const { log } = this.options;
    const watch = recovery && new LossWatch({ recovery, streams: this.session().streams, log });
    if (watch) this.watches.add(watch);
    const publish = async (event: Envelope) => {
      const { stream, seq } = await this.publish(event);
      watch?.acknowledged(stream, seq);
    };
    this.relays.set(outbox.name, new Relay({ outbox, publish, log }));
    void watch?.check();
  }

  /** Under an id of their own: the server may know the event itself, though it has lost it. */
  async restate(_outbox: Outbox, events: readonly Envelope[]): Promise<void> {
    await Promise.all(events.map((event) => this.publish(event, `${identity(event)}/${event.causationid}`)));
  }

  async subscribe(subscription: Subscription): Promise<Consumer> {
    const { client, streams, dead } = this.session();
    const { log, retry = defaultRetryPolicy, ackWait = 5_000 } = this.options;
    const { group, pattern, maxInFlight, replaces } = subscription;
    const shared = { client, streams, dead, retry, log, ackWait, lanes: new Lanes(maxInFlight) };
    const events = { context: contextOf(pattern), subjects: pattern };
    const letters = {
      context: retries,
      subjects: `${retries}.${durableName(group, pattern)}`,
      resolve: (order: JsMsg) => recall(order, dead),
    };
    const consumers = [events, letters].map((source) => new JetStreamConsumer(subscription, { ...shared, source }));
    for (const consumer of consumers) this.consumers.add(consumer);
    await Promise.all(consumers.map((consumer) => consumer.start()));
    if (replaces !== undefined) void this.retire(durableName(replaces, pattern), [events.context, retries]);
    return {
      stop: async () => {
        await Promise.all(consumers.map((consumer) => consumer.stop()));
        for (const consumer of consumers) this.consumers.delete(consumer);
      },
    };
  }

  async replay(pattern: string, handle: (event: Envelope) => Promise<void>, from: Position = new Map()) {
    const { client, streams } = this.session();
    const context = contextOf(pattern);
    await streams.ensure(context);
    const stream = streamName(context);
    const reached = await replay(client, stream, pattern, handle, from.get(stream) ?? 0);
    return new Map([[stream, reached]]);
  }

  async backlogs(): Promise<Backlog[]> {
    return backlogs(this.connectedSession().client);
  }

  pending(): ReadonlyMap<string, number> {
    return new Map(Array.from(this.relays, ([name, relay]) => [name, relay.pending]));
  }

  ready(): boolean {
    return this.connected && [...this.consumers].every((consumer) => consumer.ready);
  }

  unfinished(): string[] {
    return [...this.consumers, ...this.relays.values()].flatMap((worker) => worker.unfinished());
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
    await Promise.all([...this.watches].map((watch) => watch.stop()));
    if (this.connected) await this.nats?.connection.flush().catch(() => {});
    this.connected = false;
    await this.nats?.connection.close();
  }

  /** Removes the consumer of an earlier version once no process asks for its messages. */
  private async retire(name: string, contexts: readonly string[]): Promise<void> {
    const { log, idleLookMs = 60_000 } = this.options;
    const { signal } = this.stopping;
    await pause(idleLookMs, signal);
    const remove = async () => {
      const { streams } = this.session();
      const removed = await Promise.all(contexts.map((context) => streams.removeIdle(context, name)));
      if (!removed.every(Boolean)) throw new Error('a process of an earlier version runs it');
    };
    const failed = (error: unknown) => log.info(`${name} is not removed yet: ${describeError(error)}`);
    await retryUntilDone(remove, { signal, backoff: [idleLookMs], failed });
  }

  private session(): Session {
    if (!this.nats) throw new Error('the bus is not started');
    return this.nats;
  }

  private connectedSession(): Session {
    if (!this.connected) throw natsAway();
    return this.session();
  }

  private async publish(event: Envelope, msgID = identity(event)): Promise<PubAck> {
    if (!this.connected) throw new Error('NATS is away');
    const { client, streams } = this.session();
    const context = contextOf(event.type);
    await streams.ensure(context);
    try {
      return await client.publish(event.type, encode(event), { msgID });
    } catch (error) {
      streams.forget(context);
      for (const watch of this.watches) watch.doubt();
      throw error;
    }
  }

  private connectionChanged(connected: boolean): void {
    const { connection: where, log } = this.options;
    this.connected = connected;
    log.warn(`${connected ? 'connected again to' : 'lost'} NATS at ${hosts(where)}`);
    if (!connected) return;
    this.session().streams.forgetAll();
    for (const consumer of this.consumers) void consumer.reconnected();
    for (const watch of this.watches) void watch.check();
  }
}

interface Session {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly streams: Streams;
  readonly dead: DeadStream;
}
