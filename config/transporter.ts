import { Transporters } from 'moleculer';
import { type ConnectionOptions, createInbox, Events, type NatsConnection } from 'nats';

/**
 * Moleculer's transporter over NATS, which learns what the server can tell. When NATS is away, all other nodes are, so
 * that calls of them fail at once instead of timing out, and a stop does not wait for the server. When it is back each
 * node says so, and is called again once it has: its heartbeat would come seconds later. When a node is gone, the server
 * says so at the next call of it ("no responders"): what waits for that node fails then, and not when its heartbeats
 * are missed.
 */
export class NatsTransporter extends Transporters.NATS {
  declare opts: ConnectionOptions;
  declare client: NatsConnection | null;
  /** Where the server says that a request found nobody, by the name of the node. */
  private readonly undelivered = createInbox();

  override async connect(): Promise<void> {
    await super.connect();
    if (this.client) void this.watch(this.client);
  }

  override async disconnect(): Promise<void> {
    const { client, connected } = this;
    this.client = null;
    if (connected) await client?.flush().catch(() => {});
    await client?.close();
  }

  override onConnected(wasReconnect = false): Promise<void> {
    const gone = (nodeId: string) => this.transit.discoverer.remoteNodeDisconnected(nodeId, true);
    if (!wasReconnect)
      this.client?.subscribe(`${this.undelivered}.*`, {
        callback: (_error, { subject }) => gone(subject.slice(this.undelivered.length + 1)),
      });
    return super.onConnected(wasReconnect);
  }

  override async send(topic: string, data: Buffer, meta?: Meta): Promise<void> {
    const { type, target } = meta?.packet ?? {};
    this.client?.publish(
      topic,
      data,
      type === 'REQ' && target ? { reply: `${this.undelivered}.${target}` } : undefined,
    );
  }

  private lost(): void {
    this.connected = false;
    const { nodes } = this.broker.registry as unknown as Registry;
    for (const { id, local } of nodes.toArray()) if (!local) nodes.disconnected(id, true);
  }

  private async watch(client: NatsConnection): Promise<void> {
    for await (const { type } of client.status()) {
      if (type === Events.Disconnect) this.lost();
      if (type === Events.Reconnect) void this.onConnected(true);
    }
  }
}

/** What is sent. Node ids have no dots, so one is a token of a subject. */
interface Meta {
  readonly packet?: { readonly type: string; readonly target?: string | null };
}

/** What Moleculer's types leave out. */
interface Registry {
  readonly nodes: {
    toArray(): readonly { readonly id: string; readonly local: boolean }[];
    disconnected(id: string, unexpectedly: boolean): void;
  };
}
