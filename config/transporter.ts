import { Transporters } from 'moleculer';
import { type ConnectionOptions, Events, type NatsConnection } from 'nats';

/**
 * Moleculer's transporter over NATS, which knows when NATS is away. Then all other nodes are, so that calls of them
 * fail at once instead of timing out, and a stop does not wait for the server. When NATS is back each node says so,
 * and is called again once it has: its heartbeat would come seconds later.
 */
export class NatsTransporter extends Transporters.NATS {
  declare opts: ConnectionOptions;
  declare client: NatsConnection | null;

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

/** What Moleculer's types leave out. */
interface Registry {
  readonly nodes: {
    toArray(): readonly { readonly id: string; readonly local: boolean }[];
    disconnected(id: string, unexpectedly: boolean): void;
  };
}
