import { type ProxyFault, startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

/** What lies between the nodes and NATS: a connection for each node, which can be broken. */
export class Network {
  private readonly proxies: ReadonlyMap<string, TcpProxy>;
  private readonly muted = new Set<string>();
  private cutBy: ProxyFault | undefined;

  private constructor(proxies: ReadonlyMap<string, TcpProxy>) {
    this.proxies = proxies;
  }

  static async to(natsUrl: string, nodes: readonly string[]): Promise<Network> {
    const port = Number(new URL(natsUrl).port);
    const proxies = nodes.map(async (name) => [name, await startProxy(port)] as const);
    return new Network(new Map(await Promise.all(proxies)));
  }

  /** Where the node finds NATS. */
  urlFor(name: string): string {
    return `nats://127.0.0.1:${this.proxies.get(name)?.port}`;
  }

  /** Is NATS out of reach for all? */
  get isCut(): boolean {
    return this.cutBy !== undefined;
  }

  /** From now on NATS gets nothing of what the node sends: neither events nor acknowledgements. */
  mute(name: string): void {
    this.muted.add(name);
    this.set(name);
  }

  /** The connection of a muted node breaks, and it can make a new one. */
  unmute(name: string): void {
    this.muted.delete(name);
    this.breakOff(name);
  }

  /** No node reaches NATS: it is refused, or nothing answers. */
  cut(silently: boolean): void {
    this.cutBy = silently ? 'swallow all' : 'cut off';
    for (const name of this.proxies.keys()) this.set(name);
  }

  /** What was swallowed is lost, so the connections break. */
  mend(): void {
    this.cutBy = undefined;
    for (const name of this.proxies.keys()) this.breakOff(name);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.stop()));
  }

  private breakOff(name: string): void {
    const proxy = this.proxies.get(name);
    if (proxy) proxy.fault = 'cut off';
    this.set(name);
  }

  private set(name: string): void {
    const proxy = this.proxies.get(name);
    if (proxy) proxy.fault = this.cutBy ?? (this.muted.has(name) ? 'swallow requests' : 'none');
  }
}
