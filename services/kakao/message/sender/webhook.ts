import { NotSent, type Outgoing, type Sender } from './sender.ts';
import { signed } from './signature.ts';

/** What a receiver says of this one message, and will say again. Others, such as 401 or 404, an operator can mend. */
const final: ReadonlySet<number> = new Set([400, 410, 413, 422]);

/** Hands messages to a receiver of the operator's, as signed requests. */
export class WebhookSender implements Sender {
  readonly kind = 'webhook';
  private readonly url: string;
  private readonly secret: string;

  constructor(url: string, secret: string) {
    this.url = url;
    this.secret = secret;
  }

  async send({ key, ...message }: Outgoing, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({ id: key, ...message });
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        // Receivers go by the real time, whatever the clock of the domain is set to.
        ...signed(this.secret, key, body, Date.now()),
      },
      body,
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    if (!response.ok) throw new NotSent(`answer-${response.status}`, final.has(response.status));
  }

  close(): void {}
}
