import type { ServiceBroker } from 'moleculer';
import { throughBroker } from '../../services/library/book/catalogue/broker.ts';
import type { Catalogue } from '../../services/library/book/catalogue/port.ts';
import { throughHttp } from '../../services/library/book/catalogue/upload.ts';

/** Where an import sends its titles. */
export interface Target {
  /** In words that follow "into". */
  readonly name: string;
  readonly catalogue: Catalogue;
  close(): Promise<void>;
}

/** Closing stops the broker. */
export function behindBroker(broker: Pick<ServiceBroker, 'call' | 'stop'>, name: string): Target {
  return { name, catalogue: throughBroker(broker), close: () => broker.stop() };
}

/** Where to look for the catalogue, from the environment. */
export interface Whereabouts {
  readonly NATS_URL: string | undefined;
  readonly HOST: string;
  readonly PORT: number;
  readonly ACCESS_TOKEN?: string | undefined;
}

/** How to get a started broker. */
export interface Brokers {
  /** A node without services among those on NATS. */
  join(): Promise<ServiceBroker>;
  /** A book service in this process, on the files of this machine. */
  startBook(): Promise<ServiceBroker>;
}

/**
 * The book service wherever it is: among the processes on NATS, in a system that runs on this machine, or, when
 * none does, in this process for as long as the import takes.
 */
export async function findTarget(where: Whereabouts, brokers: Brokers): Promise<Target> {
  const { NATS_URL, HOST, PORT, ACCESS_TOKEN } = where;
  if (NATS_URL !== undefined) return amongNodes(await brokers.join());
  const origin = `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`;
  if (await answers(origin)) return throughGateway(origin, ACCESS_TOKEN);
  return behindBroker(await brokers.startBook(), 'the catalogue on this machine');
}

async function amongNodes(broker: ServiceBroker): Promise<Target> {
  const target = behindBroker(broker, 'the book service on NATS');
  try {
    await broker.waitForServices('book', 10_000);
  } catch {
    await target.close();
    throw new Error('no book service was found on NATS within 10 s');
  }
  return target;
}

/** Does a system of Yeyak run at this origin? */
async function answers(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/health/live`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** The book service behind the gateway of a running system, whose SQLite file takes no second writer. */
export function throughGateway(origin: string, token?: string): Target {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    name: `the system that runs at ${origin}`,
    catalogue: throughHttp(`${origin}/books`, async () => headers),
    close: async () => {},
  };
}
