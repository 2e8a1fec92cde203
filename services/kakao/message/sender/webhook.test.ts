import assert from 'node:assert/strict';
import { WebhookReceiver, webhookSecret } from '../../../../test/support/webhook-receiver.ts';
import { NotSent, type Outgoing } from './sender.ts';
import { signed } from './signature.ts';
import { WebhookSender } from './webhook.ts';

const outgoing: Outgoing = {
  ...{ key: 'rental.r1-5', customerId: 'kim', status: 'Ready', message: '책이 준비되었습니다.', system: 'library' },
  language: 'ko',
};

describe('A message by webhook', () => {
  const receiver = new WebhookReceiver();
  let url: string;
  before(async () => {
    url = await receiver.start();
  });
  after(() => receiver.stop());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.isSilent = false;
  });

  const send = (secret = webhookSecret, signal = AbortSignal.timeout(5_000)) =>
    new WebhookSender(url, secret).send(outgoing, signal);

  it('comes signed, with its key', async () => {
    await send();
    const { key, ...body } = outgoing;
    assert.deepEqual(receiver.received, [{ key, body: { id: key, ...body }, status: 204 }]);
  });

  it('is refused by a receiver with another secret', async () => {
    await assert.rejects(send(`whsec_${Buffer.alloc(32).toString('base64')}`), new NotSent('answer-401'));
  });

  it('is refused when its time or its text is not that which was signed', async () => {
    const statusOf = async (at: number, body: string, signedBody = body) => {
      const headers = { 'idempotency-key': 'k', ...signed(webhookSecret, 'k', signedBody, at) };
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    const now = Date.now();
    assert.equal(await statusOf(now, '{}'), 204);
    assert.equal(await statusOf(now - 6 * 60_000, '{}'), 401, 'six minutes old');
    assert.equal(await statusOf(now, '{"id":"other"}', '{}'), 401, 'another body');
  });

  it('fails for a while, or for good, as the receiver says', async () => {
    receiver.answers.push(503, 302, 404, 422, 410);
    for (const [status, isFinal] of [[503], [302], [404], [422, true], [410, true]] as const)
      await assert.rejects(send(), new NotSent(`answer-${status}`, isFinal));
  });

  it('fails when there is no answer in time, or nobody to answer', async () => {
    receiver.isSilent = true;
    await assert.rejects(send(webhookSecret, AbortSignal.timeout(20)), { name: 'TimeoutError' });
    const nobody = new WebhookSender('http://127.0.0.1:1', webhookSecret);
    await assert.rejects(nobody.send(outgoing, AbortSignal.timeout(5_000)), TypeError);
  });
});
