import { Transporters } from 'moleculer';
import { type ConnectionOptions, createInbox, Events, type NatsConnection } from 'nats';

/**
 * Moleculer's transporter over NATS, which learns what the server can tell. When NATS is away, calls of other nodes
 * fail at once instead of timing out, a stop does not wait for the server, and the nodes look for one another as soon
 * as it is back, not at the next heartbeat. When a node is gone, the server says so at the next call of it ("no
 * responders"): what waits for that node fails then, and not when its heartbeats are missed.
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

  private async watch(client: NatsConnection): Promise<void> {
    for await (const { type } of client.status()) {
      if (type === Events.Disconnect) this.connected = false;
      if (type === Events.Reconnect) void this.onConnected(true);
    }
  }
}

/** What is sent. Node ids have no dots, so one is a token of a subject. */
interface Meta {
  readonly packet?: { readonly type: string; readonly target?: string | null };
}
