import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { connect, type NatsConnection } from 'nats';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { aggregateOf } from '../../mixins/outbox/message.ts';
import { tableOf } from '../../mixins/store/names.ts';
import { type Nats, startNats } from './nats.ts';
import { Script } from './script.ts';
import { passes } from './system.api.ts';
import { startTime } from './system.processes.ts';
import { newDir, removeDir } from './tempdir.ts';
import { Traffic } from './traffic.ts';

/** The table of a service's only collection of its own name. */
const tableIn = (service: string) => `"${tableOf(service, service)}"`;

/** Which services share a process. Together with the gateway, rental and payment take reservations without NATS. */
export const layouts = {
  apart: [['gateway'], ['rental'], ['payment'], ['book'], ['mypage']],
  together: [['gateway', 'rental', 'payment'], ['book'], ['mypage']],
} as const satisfies Record<string, readonly (readonly string[])[]>;

const streams = ['LIBRARY', 'PAYMENT'];
const titles = Array.from({ length: 20 }, (_, index) => `title-${index}`);

/** A system of several processes with SQLite files, its NATS server, and an operator who looks into both. */
export class OutageSystem {
  readonly traffic: Traffic;
  private readonly nats: Nats;
  private readonly operator: NatsConnection;
  private readonly processes: readonly Script[];
  private readonly dir: string;

  private constructor(nats: Nats, operator: NatsConnection, processes: readonly Script[], dir: string, made: Traffic) {
    this.nats = nats;
    this.operator = operator;
    this.processes = processes;
    this.dir = dir;
    this.traffic = made;
  }

  static async start(layout: keyof typeof layouts, pauseMs: number): Promise<OutageSystem> {
    const nats = await startNats();
    const dir = newDir();
    const env = { NATS_URL: nats.url, DATA_DIR: dir, LOG_LEVEL: 'error' };
    const processes = layouts[layout].map((names) => new Script('scripts/node.ts', names, env));
    const [, url = ''] = (await processes[0]?.printed(/ at (http:\S+)\.\n/, startTime)) ?? [];
    const traffic = new Traffic(url, titles, pauseMs);
    const given = titles.map((id) => ({ id, title: id, authors: 'Anon', copies: 1_000 }));
    await passes(() => traffic.catalogue(...given), startTime);
    const operator = await connect({ servers: nats.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
    return new OutageSystem(nats, operator, processes, dir, traffic);
  }

  async away(how: 'killed' | 'frozen'): Promise<void> {
    if (how === 'killed') await this.nats.kill();
    else this.nats.freeze();
  }

  async back(how: 'killed' | 'frozen'): Promise<void> {
    if (how === 'killed') await this.nats.start();
    else this.nats.thaw();
  }

  async stop(): Promise<void> {
    await this.traffic.stop();
    for (const process of this.processes) process.signal('SIGKILL');
    await Promise.all(this.processes.map(({ ended }) => ended));
    await this.operator.close();
    await this.nats.stop();
    removeDir(this.dir);
  }

  /** SIGTERM for the process of this place in the layout. Answers its exit code. */
  async end(index: number): Promise<number | null> {
    const process = this.processes[index];
    process?.signal('SIGTERM');
    return (await process?.ended) ?? null;
  }

  /** Events of all records: each version is one. */
  committed(): number {
    const sums = ['rental', 'payment', 'book'].map((name) =>
      this.read<{ sum: number }>(name, `SELECT coalesce(sum(version), 0) AS sum FROM ${tableIn(name)}`),
    );
    return sums.reduce((total, [row]) => total + (row?.sum ?? 0), 0);
  }

  /** Events in the streams. */
  async published(): Promise<number> {
    const { streams: all } = await this.operator.jetstreamManager();
    const infos = await Promise.all(streams.map((name) => all.info(name)));
    return infos.reduce((total, { state }) => total + state.messages, 0);
  }

  /** Everything is published, every consumer has acknowledged all there is, and nothing has come of that meanwhile. */
  async isThrough(): Promise<boolean> {
    const committed = this.committed();
    if (committed !== (await this.published())) return false;
    const { consumers } = await this.operator.jetstreamManager();
    for (const stream of streams)
      for (const { num_pending, num_ack_pending } of await consumers.list(stream).next())
        if (num_pending + num_ack_pending > 0) return false;
    return committed === this.committed();
  }

  /** The aggregates whose events are not in their stream once each, in order of version. */
  async order(): Promise<{ readonly disordered: string[]; readonly events: number }> {
    const newest = new Map<string, number>();
    const disordered = new Set<string>();
    let events = 0;
    for (const stream of streams) {
      const consumer = await this.operator.jetstream().consumers.get(stream);
      const { num_pending } = await consumer.info();
      for await (const message of await consumer.fetch({ max_messages: num_pending })) {
        const event = message.json<Envelope>();
        const aggregate = aggregateOf(event);
        if (event.version !== (newest.get(aggregate) ?? 0) + 1) disordered.add(`${aggregate} at ${event.version}`);
        newest.set(aggregate, event.version);
        events += 1;
      }
    }
    return { disordered: [...disordered], events };
  }

  /** The rentals that my page shows otherwise than they are. */
  stale(): string[] {
    const passing = ['requested', 'abandoning'];
    const pages = new Map(this.versions('mypage').map(({ id, version }) => [id, version]));
    return this.versions('rental')
      .filter(({ id, version, state }) => !passing.includes(state) && pages.get(id) !== version)
      .map(({ id, state }) => `${id} is ${state}`);
  }

  private versions(name: string): { readonly id: string; readonly version: number; readonly state: string }[] {
    return this.read(name, `SELECT id, version, body ->> 'state' AS state FROM ${tableIn(name)}`);
  }

  private read<Row>(service: string, sql: string): Row[] {
    const database = new DatabaseSync(join(this.dir, `${service}.db`), { readOnly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }
}
