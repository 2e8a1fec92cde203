import assert from 'node:assert/strict';
import type { ServiceSchema } from 'moleculer';
import { eventually } from '../../../test/support/eventually.ts';
import { useNodes } from '../../../test/support/node.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { WebhookReceiver, webhookSecret } from '../../../test/support/webhook-receiver.ts';
import type { MessageView, SandboxSettings } from './message.api.contract.ts';
import messageService from './message.service.ts';

const written = { id: 'm1', customerId: 'kim', message: 'The library is closed on Monday.' };

describe('The message service', () => {
  const newNode = useNodes();
  const newDir = useTempDirs();
  const receiver = new WebhookReceiver();
  let byWebhook: Readonly<Record<string, string>>;
  before(async () => {
    const url = await receiver.start();
    byWebhook = { KAKAO_SENDER: 'webhook', KAKAO_WEBHOOK_URL: url, KAKAO_WEBHOOK_SECRET: webhookSecret };
  });
  after(() => receiver.stop());
  beforeEach(() => {
    receiver.received.length = 0;
  });

  const start = async (settings: Readonly<Record<string, string>> = {}, dir = newDir()) => {
    const node = await newNode([messageService as ServiceSchema], dir, { KAKAO_RETRY_MS: '1', ...settings });
    const call = <Answer>(action: string, params: object = {}) =>
      node.broker.call<Answer, object>(`kakao.message.${action}`, params);
    const get = () => call<MessageView>('get', { id: 'm1' });
    return {
      ...node,
      call,
      get,
      becomes: (state: MessageView['state']) => eventually(async () => (await get()).state === state, 20_000),
      write: (params: object = {}) => call<MessageView>('write', { ...written, ...params }),
      sandbox: (settings: Partial<SandboxSettings>) => call<SandboxSettings>('sandbox', settings),
    };
  };

  it('sends what staff wrote, and says so after it was sent', async () => {
    const { write, becomes, get, stop } = await start();
    assert.equal((await write()).state, 'requested');
    await becomes('sent');
    const { sender, attempts } = await get();
    assert.deepEqual({ sender, attempts }, { sender: 'sandbox', attempts: 0 });
    await stop();
  });

  it('refuses personal data', async () => {
    const { write, stop } = await start();
    await assert.rejects(write({ message: 'Call 010-9837-0279.' }), { type: 'personal-data' });
    await stop();
  });

  it('tries again while the sender fails: one message, sent when it is acknowledged', async () => {
    receiver.answers.push(503, 503, 503);
    const { write, becomes, get, stop } = await start(byWebhook);
    await write();
    await becomes('sent');
    assert.deepEqual(
      receiver.received.map(({ key, status }) => [key, status]),
      [503, 503, 503, 204].map((status) => ['m1', status]),
    );
    assert.equal((await get()).attempts, 3);
    await stop();
  });

  it('goes on with what failed after a restart', async () => {
    const dir = newDir();
    receiver.answers.push(503);
    const first = await start({ ...byWebhook, KAKAO_RETRY_MS: '2000' }, dir);
    await first.write();
    await first.becomes('failing');
    await first.stop();
    assert.deepEqual(receiver.acknowledged, []);
    const second = await start(byWebhook, dir);
    await second.becomes('sent');
    assert.deepEqual(receiver.acknowledged, ['m1']);
    await second.stop();
  });

  it('gives up what the sender refuses, and sends it when staff says so', async () => {
    const { write, becomes, get, sandbox, call, stop } = await start({ KAKAO_SANDBOX_MODE: 'reject' });
    await write();
    await becomes('given-up');
    assert.equal((await get()).reason, 'sandbox-rejects');
    await sandbox({ mode: 'deliver' });
    assert.equal((await call<MessageView>('retry', { id: 'm1' })).state, 'requested');
    await becomes('sent');
    await assert.rejects(call('retry', { id: 'm1' }), { type: 'message-sent' });
    await stop();
  });

  it('takes a sender that hangs for one that fails, and logs no more than the id', async () => {
    const { write, becomes, get, warnings, stop } = await start({
      ...{ KAKAO_SANDBOX_DELAY_MS: '60000', KAKAO_SEND_TIMEOUT_MS: '20', KAKAO_RETRY_MS: '60000' },
    });
    await write();
    await becomes('failing');
    assert.equal((await get()).reason, 'timeout');
    assert.ok(warnings.includes('m1 is not sent: timeout'));
    assert.doesNotMatch(warnings.join('\n'), /closed on Monday|kim/);
    await stop();
  });

  it('has no sandbox to switch where the sender is real', async () => {
    const { sandbox, stop } = await start(byWebhook);
    await assert.rejects(sandbox({ mode: 'fail' }), { type: 'no-sandbox' });
    await stop();
  });

  it('does not start without what its sender needs, and names that', async () => {
    await assert.rejects(start({ KAKAO_SENDER: 'webhook' }), {
      message: 'KAKAO_SENDER is webhook: set KAKAO_WEBHOOK_URL and KAKAO_WEBHOOK_SECRET too.',
    });
    await assert.rejects(
      start({ KAKAO_SENDER: 'smtp' }),
      /set KAKAO_SMTP_URL and KAKAO_MAIL_FROM and KAKAO_MAIL_TO too/,
    );
  });
});
