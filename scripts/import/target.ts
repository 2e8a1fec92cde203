import { setTimeout } from 'node:timers/promises';
import type { ServiceBroker } from 'moleculer';
import type { CatalogueOutcome, CatalogueParams } from '../../services/library/book/book.contract.ts';
import type { Catalogue } from '../../services/library/book/catalogue/import.ts';

/** Where an import sends its titles. */
export interface Target {
  /** In words that follow "into". */
  readonly name: string;
  readonly catalogue: Catalogue;
  close(): Promise<void>;
}

/** Milliseconds; a batch of titles takes far less, unless the system is starting or overloaded. */
const batchTimeout = 30_000;

/** The book service as this broker reaches it; closing stops the broker. */
export function throughBroker(broker: Pick<ServiceBroker, 'call' | 'stop'>, name: string): Target {
  return {
    name,
    catalogue: (titles) =>
      broker.call<CatalogueOutcome[], object>('book.catalogueMany', { titles }, { timeout: batchTimeout }),
    close: () => broker.stop(),
  };
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
  return throughBroker(await brokers.startBook(), 'the catalogue on this machine');
}

async function amongNodes(broker: ServiceBroker): Promise<Target> {
  const target = throughBroker(broker, 'the book service on NATS');
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
  const json = { 'content-type': 'application/json' };
  const headers = token === undefined ? json : { ...json, authorization: `Bearer ${token}` };
  const gateway = { url: `${origin}/books`, headers };
  return {
    name: `the system that runs at ${origin}`,
    catalogue: (titles) => put(gateway, titles),
    close: async () => {},
  };
}

/** What the gateway takes at once. */
const maxBodyBytes = 65_536;

interface Gateway {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function put(gateway: Gateway, titles: readonly CatalogueParams[]): Promise<CatalogueOutcome[]> {
  const body = JSON.stringify({ titles });
  if (Buffer.byteLength(body) <= maxBodyBytes || titles.length === 1) return persistentPut(gateway, body);
  const half = Math.floor(titles.length / 2);
  return [...(await put(gateway, titles.slice(0, half))), ...(await put(gateway, titles.slice(half)))];
}

const attempts = 5;

/** Putting the same titles again is harmless, so it is tried again while the system is away or overloaded. */
async function persistentPut(gateway: Gateway, body: string): Promise<CatalogueOutcome[]> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tryPut(gateway, body);
    if ('outcomes' in answer) return answer.outcomes;
    if (!answer.retryable || attempt === attempts) throw new Error(`PUT ${gateway.url}: ${answer.failure}`);
    await setTimeout(answer.waitMs);
  }
}

type Answer =
  | { readonly outcomes: CatalogueOutcome[] }
  | { readonly failure: string; readonly retryable: boolean; readonly waitMs: number };

async function tryPut({ url, headers }: Gateway, body: string): Promise<Answer> {
  try {
    const response = await fetch(url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(batchTimeout) });
    if (response.ok) return { outcomes: (await response.json()) as CatalogueOutcome[] };
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    const retryable = response.status === 429 || response.status >= 500;
    return { failure: `${response.status} ${await response.text()}`, retryable, waitMs: seconds * 1000 };
  } catch (error) {
    return { failure: String((error as Error).cause ?? error), retryable: true, waitMs: 1000 };
  }
}
