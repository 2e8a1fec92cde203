import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr';

export interface Received {
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What it was answered. */
  readonly status: number;
}

/** A receiver of messages as an operator has one: it checks signatures by the library of Standard Webhooks. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** What requests are answered, one after another; 204 when it says nothing. */
  readonly answers: number[] = [];
  /** One of so many requests is answered 503; none when it is 0. */
  failsEvery = 0;
  /** Requests get no answer. */
  isSilent = false;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/messages`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** The keys of what was acknowledged. */
  get acknowledged(): string[] {
    return this.received.filter(({ status }) => status < 300).map(({ key }) => key);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const status = isGenuine(request, body) ? this.nextAnswer() : 401;
    const key = String(request.headers['idempotency-key']);
    this.received.push({ key, body: status === 401 ? {} : JSON.parse(body), status });
    if (!this.isSilent) response.writeHead(status).end();
  }

  private nextAnswer(): number {
    const fails = this.failsEvery > 0 && this.received.length % this.failsEvery === this.failsEvery - 1;
    return this.answers.shift() ?? (fails ? 503 : 204);
  }
}

/** Signed by who knows the secret, less than five minutes ago. */
function isGenuine({ headers }: IncomingMessage, body: string): boolean {
  try {
    new Webhook(webhookSecret).verify(body, headers as Record<string, string>);
    return headers['idempotency-key'] === headers['webhook-id'];
  } catch {
    return false;
  }
}
