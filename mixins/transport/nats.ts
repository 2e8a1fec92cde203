import { Errors, Transporters } from 'moleculer';
import { type ConnectionOptions, createInbox, Events, type NatsConnection } from 'nats';
import { insideOf, type PendingRequest, type RegistryInside } from '../moleculer.ts';
import { every, type Timer } from '../waiting/timers.ts';
import './line.ts';

/** Milliseconds between two pings to a node that is waited for. */
const pingEvery = 250;
/** Pings in a row that it may leave unanswered. Counted, as a process that was itself held up has heard nothing. */
const unansweredAtMost = 4;

/**
 * Moleculer's transporter over NATS, which learns what the server can tell. When NATS is away, all other nodes are, so
 * that calls of them fail at once instead of timing out, and a stop does not wait for the server. When it is back each
 * node says so, and is called again once it has: its heartbeat would come seconds later. When a node is gone, the server
 * says so at the next call of it ("no responders"): that call was not made, and can be made elsewhere. What else waits
 * for the node fails then, and not when its heartbeats are missed; nor when it hangs, since a node that is waited for
 * is pinged.
 */
export class NatsTransporter extends Transporters.NATS {
  declare opts: ConnectionOptions;
  declare client: NatsConnection | null;
  /** Where the server says that a request found nobody: followed by the node's id and the request's. */
  private readonly undelivered = createInbox();
  /** Pings in a row without an answer, by node. */
  private readonly unanswered = new Map<string, number>();
  private pinging: Timer | undefined;

  override async connect(): Promise<void> {
    await super.connect();
    if (this.client) void this.watch(this.client);
  }

  override async disconnect(): Promise<void> {
    const { client, connected } = this;
    this.pinging?.stop();
    this.client = null;
    if (connected) await client?.flush().catch(() => {});
    await client?.close();
  }

  override onConnected(wasReconnect = false): Promise<void> {
    if (!wasReconnect) {
      this.client?.subscribe(`${this.undelivered}.*.*`, {
        callback: (_error, { subject }) => this.foundNobody(subject.slice(this.undelivered.length + 1)),
      });
      this.broker.localBus.on('$node.pong', ({ nodeID }) => this.answered(nodeID));
      this.pinging = every(pingEvery, () => this.pingThoseWaitedFor());
    }
    return super.onConnected(wasReconnect);
  }

  override async send(topic: string, data: Buffer, meta?: Meta): Promise<void> {
    const { type, target, payload } = meta?.packet ?? {};
    const isAnswered = (type === 'REQ' || type === 'PING') && target;
    this.client?.publish(
      topic,
      data,
      isAnswered ? { reply: `${this.undelivered}.${target}.${payload?.id}` } : undefined,
    );
  }

  /** Resolves when the server has taken all that was sent, and all that it had sent before is read. */
  async flush(): Promise<void> {
    await this.client?.flush();
  }

  private pingThoseWaitedFor(): void {
    const waitedFor = new Set(Array.from(this.pendingRequests.values(), ({ nodeID }) => nodeID));
    for (const nodeID of this.unanswered.keys()) if (!waitedFor.has(nodeID)) this.unanswered.delete(nodeID);
    for (const nodeID of waitedFor) if (nodeID) this.ping(nodeID);
  }

  /** The node hangs when it has left too many unanswered; when it says something again, it is asked again. */
  private ping(nodeID: string): void {
    const count = this.unanswered.get(nodeID) ?? 0;
    if (count < unansweredAtMost) {
      this.unanswered.set(nodeID, count + 1);
      void this.transit.sendPing(nodeID);
    } else if (this.canBeReplaced(nodeID)) {
      this.unanswered.delete(nodeID);
      this.registry.nodes.disconnected(nodeID, true);
    }
  }

  /** True if every pending call can be served by another node. Otherwise a slow node is better than none. */
  private canBeReplaced(nodeID: string): boolean {
    const waitedFor = [...this.pendingRequests.values()].filter((request) => request.nodeID === nodeID);
    const isElsewhere = ({ action }: PendingRequest) =>
      this.registry.actions.get(action.name)?.endpoints.some(({ id }) => id !== nodeID) === true;
    return waitedFor.every(isElsewhere);
  }

  /** One that was held up for so long that it was taken off answers late: it is called again at once. */
  private answered(nodeID: string): void {
    this.unanswered.delete(nodeID);
    const { nodes, discoverer } = this.registry;
    if (nodes.get(nodeID)?.available === false) void discoverer.discoverNode(nodeID);
  }

  private foundNobody(names: string): void {
    const [nodeID = '', requestId = ''] = names.split('.');
    const request = this.pendingRequests.get(requestId);
    this.pendingRequests.delete(requestId);
    request?.reject(new Errors.ServiceNotAvailableError({ action: request.action.name, nodeID }));
    void this.takeOff(nodeID);
  }

  /** The node is called no more. Of the calls on their way, those that find nobody are told from the others first. */
  private async takeOff(nodeID: string): Promise<void> {
    this.registry.unregisterServicesByNode(nodeID);
    await this.client?.flush().catch(() => {});
    this.registry.nodes.disconnected(nodeID, true);
  }

  private lost(): void {
    this.connected = false;
    const { nodes } = this.registry;
    for (const { id, local } of nodes.toArray()) if (!local) nodes.disconnected(id, true);
  }

  private get pendingRequests(): Map<string, PendingRequest> {
    return insideOf(this.broker).transit?.pendingRequests ?? new Map();
  }

  private get registry(): RegistryInside {
    return insideOf(this.broker).registry;
  }

  private async watch(client: NatsConnection): Promise<void> {
    for await (const { type } of client.status()) {
      if (type === Events.Disconnect) this.lost();
      if (type === Events.Reconnect) void this.onConnected(true);
    }
  }
}

/** What is sent. Ids have no dots, so each is a token of a subject. */
interface Meta {
  readonly packet?: {
    readonly type: string;
    readonly target?: string | null;
    readonly payload?: { readonly id?: string };
  };
}
