import {
  type ConsumerMessages,
  type JsMsg,
  NatsError,
  type Subscription as NatsSubscription,
  type Consumer as PullConsumer,
} from 'nats';
import { pause, retryUntilDone } from '../../waiting/waiting.ts';

export interface PullOptions {
  /** The consumer on the server, made where it is missing. Called again when a request fails. */
  readonly open: () => Promise<PullConsumer>;
  /** Resolves with the number of messages to ask for, once there is room for some, or at once when stopping. */
  readonly room: () => Promise<number>;
  /** A short request: one message, or an error soon. */
  readonly one: () => Promise<JsMsg>;
  readonly take: (message: JsMsg) => void;
  readonly failed: (error: unknown) => void;
}

/** Milliseconds that one request for messages stays open. */
const expires = 30_000;
/** Milliseconds before a request that failed is tried again. */
const reopenAfter = 250;

/**
 * Asks a pull consumer for as many messages as there is room for, one request at a time, without end.
 * `consume()` of the library asks for more than that, and when it is stopped it drops what is on the wire,
 * which then comes back only after `ack_wait`.
 */
export class Pull {
  private readonly options: PullOptions;
  private readonly stopping = new AbortController();
  private source: PullConsumer | undefined;
  private batch: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;

  constructor(options: PullOptions) {
    this.options = options;
  }

  /**
   * Resolves when the consumer is there, however long its server is away.
   * @throws when the server refuses to make it
   */
  async start(): Promise<void> {
    this.source = await retryUntilDone(this.options.open, {
      signal: this.stopping.signal,
      backoff: [reopenAfter],
      failed: (error) => {
        if (!isPassing(error)) throw error;
        this.options.failed(error);
      },
    });
    this.running = this.run();
  }

  /** False while the consumer cannot be reached. */
  get ready(): boolean {
    return this.source !== undefined;
  }

  /** Asks whether the consumer is still there, which the server may have lost, before the next request. */
  async reopen(): Promise<void> {
    this.source = undefined;
    await this.renew();
  }

  /** Ends the open request and takes what is on its way; a new one follows. */
  async renew(): Promise<void> {
    const batch = this.batch as unknown as { readonly sub: NatsSubscription } | undefined;
    await batch?.sub.drain().catch(() => {});
  }

  /**
   * Takes what is on its way, and no more; then messages can be handed back. A server before 2.10 that still
   * keeps the ended request loses count over one that is handed back (it comes after `ack_wait` only, and
   * another one twice); a further request makes it drop the ended one.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.renew();
    await this.running;
    await this.options.one().then(this.options.take, () => {});
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        this.source ??= await this.options.open();
        const { source } = this;
        const count = await this.options.room();
        if (!this.stopped && source === this.source) await this.request(source, count);
      } catch (error) {
        if (!this.stopped) await this.lost(error);
      }
    }
  }

  private async request(source: PullConsumer, count: number): Promise<void> {
    this.batch = await source.fetch({ max_messages: count, expires });
    if (this.stopped) await this.renew();
    for await (const message of this.batch) this.options.take(message);
  }

  private async lost(error: unknown): Promise<void> {
    this.source = undefined;
    this.options.failed(error);
    await pause(reopenAfter, this.stopping.signal);
  }
}

/** The server is away, or has yet to find its streams. One that says no will say so again. */
function isPassing(error: unknown): boolean {
  return error instanceof NatsError && (error.api_error?.code ?? 503) >= 500;
}
