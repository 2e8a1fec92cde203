import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that takes traces as Zipkin does. */
export interface Spans {
  readonly url: string;
  /** All that was sent so far. */
  readonly text: string;
  stop(): Promise<void>;
}

export async function collectSpans(): Promise<Spans> {
  let sent = '';
  const server = createServer(async (request, response) => {
    sent += await text(request);
    response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get text() {
      return sent;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
