import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import { type AddressInfo, Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { every } from '../../mixins/waiting/timers.ts';
import { breathe } from '../../mixins/waiting/waiting.ts';
import { problemBody } from './answer.ts';
import { requestIdOf, securityHeaders } from './headers.ts';
import { problems } from './problems.ts';

export interface Place {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Others may listen on the same port: the system shares new connections out among them. */
  readonly sharing?: boolean;
}

/** How long a client may take over its headers, and over the whole of its request. */
const limits = { headersTimeout: 10_000, requestTimeout: 30_000 };
/** Longer than proxies keep an idle connection (60 s is common): the side that sends must be the one that closes. */
const keepAliveTimeout = 65_000;
/** Connections that wait to be taken. With Node's 511 some of 1,000 at once were dropped, to try again a second later. */
const backlog = 4_096;

/** Resolves when it listens. Rejects with what to do about it when the port cannot be had. */
export function listen(handler: RequestListener, { host, port, sharing = false }: Place): Promise<Server> {
  const server = createServer({ ...limits, keepAliveTimeout }, handler);
  server.on('clientError', refuseRaw);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, { host, port })));
    server.listen({ host, port, backlog, reusePort: sharing }, () => resolve(server));
  });
}

function explained(error: NodeJS.ErrnoException, { host, port }: Place): Error {
  const known: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Stop that program or set PORT to another port.`,
    EACCES: `Port ${port} on ${host} is not for this user. Set PORT to one above 1023.`,
  };
  const message = known[error.code ?? ''] ?? `Cannot listen on port ${port} of ${host}: ${error.message}.`;
  return new Error(message, { cause: error });
}

export function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** How a server parts from its clients, in milliseconds. */
export interface Farewell {
  /** An idle connection may still bring a request, whose answer ends it: a client that sends while it is cut loses it. */
  readonly idleMs: number;
  /** Then requests under way are cut. */
  readonly graceMs: number;
}

/** Milliseconds between two looks for what can be closed. */
const sweepEvery = 25;

/** Milliseconds of a turn of the event loop in which hardly anything came, and turns that are waited for at most. */
const shortTurn = 0.5;
const mostTurns = 200;

/** Takes no new connections, and resolves when none is left. */
export async function close(server: Server, { idleMs, graceMs }: Farewell): Promise<void> {
  const begun = performance.now();
  const sweep = () => {
    const passed = performance.now() - begun;
    if (passed >= graceMs) server.closeAllConnections();
    else if (passed >= idleMs) server.closeIdleConnections();
  };
  // After what has arrived was read: a connection with a request that nobody has read yet would seem idle.
  const timer = every(sweepEvery, () => void breathe().then(sweep));
  await calmTurn();
  await new Promise<void>((resolve) => {
    stopListening(server, resolve);
    sweep();
  });
  timer.stop();
}

/**
 * Resolves when the event loop has just taken all new connections, and had little else to do: a connection that still
 * waits to be taken when the server stops listening is reset. Where it is never calm, after some turns.
 */
async function calmTurn(): Promise<void> {
  let last = performance.now();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    await breathe();
    const now = performance.now();
    if (turn > 0 && now - last < shortTurn) return;
    last = now;
  }
}

/** An HTTP server of Node, asked to close, cuts idle connections at once; the TCP server that it is does not. */
function stopListening(server: Server, closed: () => void): void {
  if (server instanceof TcpServer) TcpServer.prototype.close.call(server, closed);
  else (server as Server).close(closed);
}

const statusOf: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What Node's parser refuses has no request and no response yet: the answer is written by hand. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = statusOf[error.code ?? ''] ?? 400;
  const requestId = requestIdOf(undefined);
  const body = problemBody(problems.malformedRequest(status), requestId);
  const headers = [
    ...securityHeaders,
    ['X-Request-Id', requestId],
    ['Content-Type', 'application/problem+json'],
    ['Content-Length', Buffer.byteLength(body)],
    ['Connection', 'close'],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}\r\n${body}`);
}
