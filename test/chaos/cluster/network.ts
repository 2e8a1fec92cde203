import { type ProxyFault, startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { type NodeName, nodeNames } from './names.ts';

/** What lies between the nodes and NATS: a connection for each node, which can be broken. */
export class Network {
  private readonly proxies: ReadonlyMap<NodeName, TcpProxy>;
  private readonly muted = new Set<NodeName>();
  private cutBy: ProxyFault | undefined;

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

  /** Is NATS out of reach for all? */
  get isCut(): boolean {
    return this.cutBy !== undefined;
  }

  /** From now on NATS gets nothing of what the node sends: neither events nor acknowledgements. */
  mute(name: NodeName): void {
    this.muted.add(name);
    this.set(name);
  }

  /** The connection of a muted node breaks, and it can make a new one. */
  unmute(name: NodeName): void {
    this.muted.delete(name);
    this.breakOff(name);
  }

  /** No node reaches NATS: it is refused, or nothing answers. */
  cut(silently: boolean): void {
    this.cutBy = silently ? 'swallow all' : 'cut off';
    for (const name of nodeNames) this.set(name);
  }

  /** What was swallowed is lost, so the connections break. */
  mend(): void {
    this.cutBy = undefined;
    for (const name of nodeNames) this.breakOff(name);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.stop()));
  }

  private breakOff(name: NodeName): void {
    const proxy = this.proxies.get(name);
    if (proxy) proxy.fault = 'cut off';
    this.set(name);
  }

  private set(name: NodeName): void {
    const proxy = this.proxies.get(name);
    if (proxy) proxy.fault = this.cutBy ?? (this.muted.has(name) ? 'swallow requests' : 'none');
  }
}
