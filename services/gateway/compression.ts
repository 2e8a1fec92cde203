import type { IncomingMessage, ServerResponse } from 'node:http';
import compression from 'compression';

/** Bytes from which an answer is worth it: one that fits a packet does not arrive sooner. */
const threshold = 1_400;

const compress = compression({
  threshold,
  filter: (_request, response) => !String(response.getHeader('Content-Type')).startsWith('text/event-stream'),
}) as unknown as (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Compresses the answer to a client that takes it, by br or gzip, when it is large. */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['accept-encoding'] === undefined) response.setHeader('Vary', 'Accept-Encoding');
  else compress(request, response, () => {});
}
