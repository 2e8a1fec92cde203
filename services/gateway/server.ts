import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { problemBody } from './answer.ts';
import { requestIdOf, securityHeaders } from './headers.ts';
import { problems } from './problems.ts';

export interface Place {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** How long a client may take over its headers, and over the whole of its request. */
const limits = { headersTimeout: 10_000, requestTimeout: 30_000 };
/** Longer than proxies keep an idle connection (60 s is common): the side that sends must be the one that closes. */
const keepAliveTimeout = 65_000;
/** Connections that wait to be taken. With Node's 511 some of 1,000 at once were dropped, to try again a second later. */
const backlog = 4_096;

/** Resolves when it listens. Rejects with what to do about it when the port cannot be had. */
export function listen(handler: RequestListener, { host, port }: Place): Promise<Server> {
  const server = createServer({ ...limits, keepAliveTimeout }, handler);
  server.on('clientError', refuseRaw);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, { host, port })));
    server.listen({ port, host, backlog }, () => resolve(server));
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

/** Takes no more, gives requests under way `graceMs` to end, then cuts what is still open. */
export async function close(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
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
