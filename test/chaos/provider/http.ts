import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PaymentProvider } from '../../../services/payment/provider.ts';

export interface ProviderServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Offers a provider at `POST /charge` and so on, with the order as JSON. */
export async function startProvider(provider: PaymentProvider): Promise<ProviderServer> {
  const server = createServer((request, response) => void answer(provider, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(provider: PaymentProvider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.url?.slice(1) as keyof PaymentProvider;
  try {
    const order = JSON.parse(await text(request));
    const result = await provider[method](order);
    response.end(JSON.stringify({ result }));
  } catch (error) {
    response.writeHead(500).end((error as Error).message);
  }
}
