import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { type NodeName, nodeNames } from './names.ts';

/** What lies between the nodes and NATS: a connection for each node, which can be broken. */
export class Network {
  private readonly proxies: ReadonlyMap<NodeName, TcpProxy>;
  private readonly muted = new Set<NodeName>();
  private isCut = false;

  private constructor(proxies: ReadonlyMap<NodeName, TcpProxy>) {
    this.proxies = proxies;
  }

  static async to(natsUrl: string): Promise<Network> {
    const port = Number(new URL(natsUrl).port);
    const proxies = nodeNames.map(async (name) => [name, await startProxy(port)] as const);
    return new Network(new Map(await Promise.all(proxies)));
  }

  /** Where the node finds NATS. */
  urlFor(name: NodeName): string {
    return `nats://127.0.0.1:${this.proxies.get(name)?.port}`;
  }

  /** From now on NATS gets nothing of what the node sends: neither events nor acknowledgements. */
  mute(name: NodeName): void {
    this.muted.add(name);
    this.set(name);
  }

  /** The connection of a muted node breaks, and it can make a new one. */
  unmute(name: NodeName): void {
    this.muted.delete(name);
    const proxy = this.proxies.get(name);
    if (proxy) proxy.fault = 'cut off';
    this.set(name);
  }

  /** No node reaches NATS. */
  cut(): void {
    this.isCut = true;
    for (const name of nodeNames) this.set(name);
  }

  mend(): void {
    this.isCut = false;
    for (const name of nodeNames) this.set(name);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.stop()));
  }

  private set(name: NodeName): void {
    const proxy = this.proxies.get(name);
    const fault = this.muted.has(name) ? 'swallow requests' : 'none';
    if (proxy) proxy.fault = this.isCut ? 'cut off' : fault;
  }
}
