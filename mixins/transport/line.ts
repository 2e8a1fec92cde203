import { NodeTransport } from 'nats/lib/src/node_transport.js';

/**
 * The line of this process to NATS, which can be cut on purpose: its connections end, and no new one is made until it is
 * mended. The client of NATS has no switch for that, so each connection that it opens is known here.
 */
const connections = new Set<NodeTransport>();
let isCut = false;

const { connect } = NodeTransport.prototype;

NodeTransport.prototype.connect = async function (this: NodeTransport, ...where) {
  if (isCut) throw new Error('The line to NATS is cut on purpose.');
  await connect.apply(this, where);
  connections.add(this);
  void this.closed().then(() => connections.delete(this));
};

/** Ends the connections of this process to NATS, as if its network had failed. */
export function cutLine(): void {
  isCut = true;
  for (const connection of connections) connection.disconnect();
}

/** Those who wait for NATS find it again. */
export function mendLine(): void {
  isCut = false;
}
