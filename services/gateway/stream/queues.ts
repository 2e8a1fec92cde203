import type { ServiceBroker } from 'moleculer';
import type { LiveQueue, LiveView } from '../../../mixins/system.ts';
import { later, type Timer } from '../../../mixins/waiting/timers.ts';
import type { Row, Streams } from './streams.ts';

export interface QueuesOptions {
  /** The queue in which others may move when this row has changed. */
  queueOf: LiveQueue['queueOf'];
  /** Owners who read their rows now. */
  readers(): readonly string[];
  /** The rows of these owners in these queues. */
  waiting(queues: readonly string[], owners: readonly string[]): Promise<readonly Row[]>;
  tell(rows: readonly Row[]): void;
  warn(text: string): void;
  /** Milliseconds that queues are gathered for one question. */
  readonly gatherMs?: number;
}

const usualGatherMs = 200;
/** Milliseconds after which a question is asked again that got no answer. */
const againMs = 2_000;

/** What queues need of the gateway. */
interface Place {
  readonly broker: ServiceBroker;
  readonly logger: { warn(text: string): void };
  readonly streams: ReadonlyMap<string, Streams>;
  readonly changes: ReadonlyMap<string, Readers>;
}

/** Those who read through gRPC. */
interface Readers {
  readonly members: readonly string[];
  tell(rows: readonly Row[]): void;
}

/** The queues of a live view, by the service of the view; none where the view has none. */
export function queuesOf({ view, queue }: LiveView, gateway: Place): [string, Queues][] {
  if (!queue) return [];
  const { broker, logger } = gateway;
  const readers = [gateway.streams.get(view), gateway.changes.get(view)].filter((one) => one !== undefined);
  const queues = new Queues({
    queueOf: queue.queueOf,
    readers: () => [...new Set(readers.flatMap(({ members }) => [...members]))],
    waiting: (queues, owners) => broker.call<Row[], object>(queue.action, queue.paramsOf(queues, owners)),
    tell(rows) {
      for (const each of readers) each.tell(rows);
    },
    warn: (text) => logger.warn(text),
  });
  return [[view, queues]];
}

/**
 * When somebody leaves a queue, those behind move up, of whom no event tells. Readers who wait in the same queue get
 * their rows again: one question for all that happens meanwhile, and none while nobody reads.
 */
export class Queues {
  private readonly options: QueuesOptions;
  private moved = new Set<string>();
  private timer: Timer | undefined;
  private asking = false;
  private ended = false;

  constructor(options: QueuesOptions) {
    this.options = options;
  }

  changed(rows: readonly Row[]): void {
    if (this.options.readers().length === 0) return;
    for (const queue of rows.map((row) => this.options.queueOf(row))) if (queue !== undefined) this.moved.add(queue);
    this.askIn(this.options.gatherMs ?? usualGatherMs);
  }

  end(): void {
    this.ended = true;
    this.timer?.stop();
  }

  private askIn(milliseconds: number): void {
    if (this.ended || this.asking || this.timer || this.moved.size === 0) return;
    this.timer = later(milliseconds, () => void this.ask());
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    this.asking = true;
    const queues = [...this.moved];
    this.moved.clear();
    let pause = this.options.gatherMs ?? usualGatherMs;
    try {
      const owners = this.options.readers();
      if (owners.length > 0) this.options.tell(await this.options.waiting(queues, owners));
    } catch (error) {
      this.options.warn(`Readers who wait do not know yet that they have moved up: ${error}`);
      for (const queue of queues) this.moved.add(queue);
      pause = againMs;
    }
    this.asking = false;
    this.askIn(pause);
  }
}
