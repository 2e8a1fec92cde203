import { createHmac } from 'node:crypto';

/**
 * The headers that sign a webhook, as Standard Webhooks 1.0 has it: HMAC-SHA-256 over id, timestamp and body. Receivers refuse
 * a timestamp that is more than five minutes from their clock, so that nobody can send an old request again.
 * @param secret `whsec_` and the key in base64
 * @param at epoch ms
 */
export function signed(secret: string, id: string, body: string, at: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
