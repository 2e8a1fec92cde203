import { connect, type NatsConnection } from 'nats';
import { deadHeader, deadLetters } from '../../mixins/bus/jetstream/dead-letter.headers.ts';
import { streamName } from '../../mixins/bus/jetstream/streams.ts';
import { JetStreamBus, type JetStreamOptions } from '../../mixins/bus/jetstream.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import type { Nats } from './nats.ts';
import { silent } from './silent.ts';

export interface DeadLetter {
  readonly event: Partial<Envelope>;
  readonly text: string;
  readonly subject: string;
  readonly attempts: number;
  readonly error: string;
  header(name: string): string;
}

/** The buses of a test on one NATS server, and an operator who looks into it. */
export class JetStreamSystem {
  private readonly nats: Nats;
  private readonly buses: JetStreamBus[] = [];

  constructor(nats: Nats) {
    this.nats = nats;
  }

  bus(options: Partial<JetStreamOptions> = {}): JetStreamBus {
    const bus = new JetStreamBus({ connection: { servers: this.nats.url }, log: silent, ...options });
    this.buses.push(bus);
    return bus;
  }

  async start(options: Partial<JetStreamOptions> = {}): Promise<JetStreamBus> {
    const bus = this.bus(options);
    await bus.start();
    return bus;
  }

  async stop(): Promise<void> {
    await Promise.all(this.buses.splice(0).map((bus) => bus.stop()));
  }

  async asOperator<T>(work: (connection: NatsConnection) => Promise<T>): Promise<T> {
    const connection = await connect({ servers: this.nats.url });
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  deadLetters(): Promise<DeadLetter[]> {
    return this.asOperator(async (connection) => {
      const { streams } = await connection.jetstreamManager();
      const name = streamName(deadLetters);
      const info = await streams.info(name).catch(() => undefined);
      const letters: DeadLetter[] = [];
      for (let seq = 1; seq <= (info?.state.last_seq ?? 0); seq += 1) {
        const { data, header, subject } = await streams.getMessage(name, { seq });
        const text = new TextDecoder().decode(data);
        letters.push({
          event: text.startsWith('{') ? JSON.parse(text) : {},
          text,
          subject,
          attempts: Number(header.get(deadHeader.attempts)),
          error: header.get(deadHeader.error),
          header: (key) => header.get(key),
        });
      }
      return letters;
    });
  }
}
