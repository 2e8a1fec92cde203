import assert from 'node:assert/strict';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { isReady } from '../support/readiness.ts';
import { type Script, scripts } from '../support/script.ts';
import { useTempDirs } from '../support/tempdir.ts';
import { WebhookReceiver, webhookSecret } from '../support/webhook-receiver.ts';

describe('Messages over NATS', function () {
  this.timeout(120_000);
  const run = scripts();
  const newDir = useTempDirs();
  const receiver = new WebhookReceiver();
  let nats: Nats;
  let env: Readonly<Record<string, string>>;
  let url: string;
  before(async () => {
    nats = await startNats();
    const hook = await receiver.start();
    const sender = { KAKAO_SENDER: 'webhook', KAKAO_WEBHOOK_URL: hook, KAKAO_WEBHOOK_SECRET: webhookSecret };
    env = { DATA_DIR: newDir(), NATS_URL: nats.url, NAMESPACE: 'kakao', ...sender };
  });
  after(async () => {
    await nats.stop();
    await receiver.stop();
  });
  beforeEach(async () => {
    receiver.received.length = 0;
    receiver.isSilent = false;
    const library = run('scripts/node.ts', ['library', 'platform', 'gateway', 'kakao.kakaomsg'], env);
    [, url = ''] = await library.printed(/ runs .*, at (http:\S+?)\.\n/, 30_000);
    await eventually(() => isReady(url, 'library'), 30_000);
  });

  const startSender = async (): Promise<Script> => {
    const script = run('scripts/node.ts', ['kakao.message'], env);
    await script.printed(/ runs kakao\.message\./, 30_000);
    return script;
  };
  const ask = async <Body>(
    method: string,
    path: string,
    body?: object,
  ): Promise<Body & { readonly status: unknown }> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { ...((await answer.json()) as Body), status: answer.status };
  };
  /** A reservation that is paid and cancelled: its member is told that the money is back. */
  const reserveAndCancel = async (memberId: string): Promise<string> => {
    const bookId = `book-of-${memberId}`;
    await ask('PUT', '/books', { titles: [{ id: bookId, title: 'Emma', copies: 1 }] });
    const { id, status } = await ask<{ id: string }>('POST', '/rentals', { memberId, bookId });
    assert.equal(status, 201);
    assert.equal((await ask('PATCH', `/rentals/${id}`, { reqState: 'cancel' })).status, 200);
    return id;
  };
  const logOf = async (memberId: string) =>
    (await ask<{ rows: KakaomsgView[] }>('GET', `/kakaomsgs?customerId=${memberId}`)).rows;
  const refundOf = async (memberId: string) =>
    (await logOf(memberId)).filter(({ event }) => event === 'library.rental.refunded');

  it('are late when the service was down, and nothing else is', async () => {
    const rentalId = await reserveAndCancel('kim');
    await eventually(
      async () => (await ask<{ state: string }>('GET', `/rentals/${rentalId}`)).state === 'refunded',
      20_000,
    );
    assert.deepEqual(await logOf('kim'), []);
    await startSender();
    await eventually(async () => (await refundOf('kim'))[0]?.state === 'sent', 30_000);
    const [{ orderId, status, system } = {} as KakaomsgView] = await refundOf('kim');
    assert.deepEqual({ orderId, status, system }, { orderId: rentalId, status: 'Refunded', system: 'library' });
  });

  it('come under the same key after a SIGKILL between sending and writing down, and are one in the log', async () => {
    receiver.isSilent = true;
    const first = await startSender();
    await reserveAndCancel('lee');
    const ofRefund = () =>
      receiver.received.filter(({ body }) => body.customerId === 'lee' && body.status === 'Refunded');
    await eventually(() => ofRefund().length === 1, 30_000);
    // The receiver has taken it, and the process has not been told.
    first.signal('SIGKILL');
    await first.ended;
    receiver.isSilent = false;
    await startSender();
    await eventually(async () => (await refundOf('lee'))[0]?.state === 'sent', 30_000);
    const [id] = (await refundOf('lee')).map((message) => message.id);
    assert.deepEqual(
      ofRefund().map(({ key }) => key),
      [id, id],
    );
    assert.equal((await refundOf('lee')).length, 1);
  });
});
