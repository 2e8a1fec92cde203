import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { type Nats, startNats } from '../../support/nats.ts';
import { freePort } from '../../support/port.ts';
import { startPostgres } from '../../support/postgres.ts';
import { isReady } from '../../support/readiness.ts';
import type { Server } from '../../support/replicas.ts';
import { WebhookReceiver, webhookSecret } from '../../support/webhook-receiver.ts';
import { type ProviderServer, startProvider } from '../provider/http.ts';
import { Provider } from '../provider/provider.ts';
import { isServer, type Layout } from './layout.ts';
import { Network } from './network.ts';
import { Node } from './node.ts';

export interface ClusterOptions {
  readonly layout: Layout;
  /** Where the nodes keep their files and logs. */
  readonly folder: string;
  /** Modules that are loaded into every node before its own. */
  readonly preload: readonly string[];
  /** Ends the start. */
  readonly signal: AbortSignal;
}

/** Milliseconds; longer than any process is frozen, and than the provider takes. */
const inquiryTime = 15_000;
/** Milliseconds that it has to start, on a machine that is busy. */
const startTime = 60_000;
/** Loaded into every node: payment's money is moved by the provider, which outlives it. */
const providerClient = new URL('../provider/client.ts', import.meta.url).href;

/** A whole system on 127.0.0.1: its nodes, the servers they need, and the company that moves the money. */
export class Cluster {
  readonly provider: Provider;
  /** Where messages are sent. */
  readonly receiver: WebhookReceiver;
  readonly url: string;
  readonly layout: Layout;
  /** Where the views keep their files. */
  readonly data: string;
  /** Nodes that have ended by themselves. */
  readonly crashes: string[] = [];
  private readonly folder: string;
  private readonly servers: Servers;
  private readonly nodes: ReadonlyMap<string, Node>;

  private constructor({ folder, preload, layout }: ClusterOptions, servers: Servers) {
    this.data = join(folder, 'data');
    mkdirSync(this.data, { recursive: true });
    this.folder = folder;
    this.layout = layout;
    this.servers = servers;
    this.provider = servers.provider;
    this.receiver = servers.receiver;
    this.url = `http://127.0.0.1:${servers.port}`;
    const env = {
      PORT: String(servers.port),
      AUTH: 'open',
      PORT_SHARING: 'on',
      DATA_DIR: this.data,
      STORE_URL: servers.postgres.url,
      ...Object.fromEntries(layout.views.map((view) => [storeVariable(view), 'sqlite'])),
      PAYMENT_INQUIRY_MS: String(inquiryTime),
      CHAOS_PROVIDER: servers.till.url,
      PERSONAL_KEYS: `chaos:${randomBytes(32).toString('base64')}`,
      KAKAO_SENDER: 'webhook',
      KAKAO_WEBHOOK_URL: servers.inbox,
      KAKAO_WEBHOOK_SECRET: webhookSecret,
      NODE_OPTIONS: [providerClient, ...preload].map((module) => `--import=${module}`).join(' '),
    };
    const node = (name: string, service: string) =>
      new Node({
        name,
        service,
        env: { ...env, NATS_URL: servers.network.urlFor(name) },
        log: join(folder, `${name}.log`),
        crashed: (how) => this.crashes.push(how),
      });
    this.nodes = new Map([...layout.nodes].map(([name, service]) => [name, node(name, service)]));
  }

  /** Resolves when all of it serves. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const provider = new Provider();
    const receiver = new WebhookReceiver();
    receiver.failsEvery = 7;
    const [nats, postgres, port, till, inbox] = await Promise.all([
      startNats(),
      startPostgres(),
      freePort(),
      startProvider(provider),
      receiver.start(),
    ]);
    const network = await Network.to(nats.url, options.layout.nodeNames);
    const cluster = new Cluster(options, { nats, postgres, port, provider, till, receiver, inbox, network });
    try {
      await Promise.race([cluster.begin(), aborted(options.signal)]);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  get nats(): Nats {
    return this.servers.nats;
  }

  get postgres(): Server {
    return this.servers.postgres;
  }

  get network(): Network {
    return this.servers.network;
  }

  /** Something that can be killed and started again. */
  process(name: string): Pick<Node, 'kill' | 'start'> {
    return isServer(name) ? this[name] : this.node(name);
  }

  node(name: string): Node {
    const node = this.nodes.get(name);
    if (!node) throw new Error(`There is no node ${name}.`);
    return node;
  }

  /** Do the other replicas of this process run? */
  othersRun(name: string): boolean {
    const { nodeNames } = this.layout;
    const others = nodeNames.filter((other) => other !== name && this.layout.group(other) === this.layout.group(name));
    return others.every((other) => this.node(other).runs);
  }

  /** Ends every process, whatever state it is in. */
  async stop(): Promise<void> {
    const { nats, postgres, till, receiver, network } = this.servers;
    await Promise.all([...this.nodes.values()].map((node) => node.end()));
    await network.stop();
    await Promise.all([nats.stop(), postgres.stop(), till.stop(), receiver.stop()]);
  }

  private async begin(): Promise<void> {
    let started = false;
    void Promise.all([...this.nodes.values()].map((node) => node.start())).then(() => {
      started = true;
    });
    await eventually(async () => {
      if (this.crashes[0]) throw new Error(`${this.crashes[0]}: see ${this.folder}`);
      return started && (await isReady(this.url));
    }, startTime);
  }
}

/** As the settings call it: `MYPAGE_STORE_URL`. */
function storeVariable(service: string): string {
  return `${service.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_STORE_URL`;
}

async function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  await once(signal, 'abort');
  throw signal.reason;
}

interface Servers {
  readonly nats: Nats;
  readonly postgres: Server;
  readonly provider: Provider;
  /** Where the provider is asked. */
  readonly till: ProviderServer;
  readonly receiver: WebhookReceiver;
  /** Where it is sent messages. */
  readonly inbox: string;
  readonly network: Network;
  /** Of the gateway. */
  readonly port: number;
}
