import { join } from 'node:path';
import { type Nats, startNats } from '../test/support/nats.ts';
import { freePort } from '../test/support/port.ts';
import { endOne, reserveOne } from './sections.ts';
import { seedRentals } from './seed.ts';
import { type Server, startServer } from './servers.ts';
import { stock } from './titles.ts';

/** What the bench measures, started in a folder of its own and stopped with it. */
export class Systems {
  private readonly folder: string;
  private readonly started: { stop(): Promise<unknown> }[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** All services in one process, with books. */
  async single(name: string, more: Readonly<Record<string, string>> = {}): Promise<Server> {
    const env = { PORT: String(await freePort()), DATA_DIR: join(this.folder, name), ...more };
    const server = this.keep(await startServer('scripts/start.ts', [], env, '/health/ready'));
    await stock(server);
    return server;
  }

  /** One whose metrics can be read. */
  async watched(name: string): Promise<Server> {
    return this.single(name, { PROMETHEUS_PORT: String(await freePort()) });
  }

  /** One process that holds so many ended rentals. */
  async seeded(name: string, rentals: number): Promise<Server> {
    const first = await this.single(name);
    const template = await reserveOne(first);
    await endOne(first, template);
    await first.stop();
    seedRentals(join(this.folder, name, 'yeyak.db'), template, rentals);
    return this.single(name);
  }

  /** The gateway of a cluster in which each service has its own process. */
  async cluster(nats: Nats): Promise<Server> {
    const env = { NATS_URL: nats.url, AUTH: 'open', DATA_DIR: join(this.folder, 'cluster') };
    for (const service of ['payment', 'book', 'mypage', 'rental'])
      this.keep(await startServer('scripts/node.ts', [service], env));
    const gateway = { ...env, PORT: String(await freePort()) };
    const server = this.keep(await startServer('scripts/node.ts', ['gateway'], gateway, '/health/ready'));
    await stock(server);
    return server;
  }

  /** The yardstick: its action in the same process, or one hop away. */
  async bare(nats?: Nats): Promise<Server> {
    const env = { PORT: String(await freePort()), ...(nats ? { NATS_URL: nats.url } : {}) };
    if (nats) this.keep(await startServer('bench/bare.ts', ['callee'], env));
    return this.keep(await startServer('bench/bare.ts', [], env, '/constant'));
  }

  async nats(): Promise<Nats> {
    return this.keep(await startNats());
  }

  async stop(): Promise<void> {
    for (const one of this.started.reverse()) await one.stop();
  }

  private keep<Started extends { stop(): Promise<unknown> }>(one: Started): Started {
    this.started.push(one);
    return one;
  }
}
