import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { NotSent, type Outgoing } from './sender.ts';
import { addressOf, SmtpSender } from './smtp.ts';

const outgoing: Outgoing = {
  ...{ key: 'rental.r1-5', customerId: 'kim', status: 'Ready', message: 'Your book is ready.', system: 'library' },
  language: 'en',
};
const mail = { from: 'library@yeyak.example', to: '{id}@example.org' };

describe('A message by mail', () => {
  const received: { readonly to: readonly string[]; readonly text: string }[] = [];
  /** What the server says to the next recipient. */
  let refusal: number | undefined;
  let sender: SmtpSender;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === 'secret' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo(_address, _session, done) {
      done(refusal === undefined ? null : Object.assign(new Error('no'), { responseCode: refusal }));
    },
    onData(stream, { envelope }, done) {
      void text(stream).then((whole) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), text: whole });
        done();
      });
    },
  });
  const urlFor = (password: string) =>
    `smtp://yeyak:${password}@127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    sender = new SmtpSender(urlFor('secret'), mail, 5_000);
  });
  after(async () => {
    sender.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  beforeEach(() => {
    received.length = 0;
    refusal = undefined;
  });

  it('comes to the address of its recipient', async () => {
    await sender.send(outgoing);
    const [{ to, text: whole } = { to: [], text: '' }] = received;
    assert.deepEqual(to, ['kim@example.org']);
    assert.match(whole, /^From: library@yeyak\.example\r$/m);
    assert.match(whole, /^Subject: Message: Ready\r$/m);
    assert.match(whole, /^Your book is ready\.\r$/m);
  });

  it('has the Message-ID of its message, each time it comes', async () => {
    await sender.send(outgoing);
    await sender.send(outgoing);
    const ids = received.map(({ text: whole }) => /^Message-ID: (.*)\r$/m.exec(whole)?.[1]);
    assert.deepEqual(ids, Array(2).fill('<rental.r1-5@yeyak.example>'));
  });

  it('fails for a while, or for good, as the server says', async () => {
    for (const [code, isFinal] of [[450], [550, true]] as const) {
      refusal = code;
      await assert.rejects(sender.send(outgoing), new NotSent(`smtp-${code}`, isFinal));
    }
  });

  it('fails for a while where the password is wrong, or there is no server', async () => {
    const reasonWith = async (url: string) => {
      const other = new SmtpSender(url, mail, 5_000);
      const failure = await other.send(outgoing).then(
        () => assert.fail('it was sent'),
        (error: NotSent) => error,
      );
      other.close();
      assert.equal(failure.isFinal, false);
      return failure.reason;
    };
    assert.equal(await reasonWith(urlFor('wrong')), 'smtp-535');
    assert.equal(await reasonWith('smtp://127.0.0.1:1'), 'unreachable');
  });

  it('is refused where the id makes no address', async () => {
    await assert.rejects(sender.send({ ...outgoing, customerId: '김, 이' }), new NotSent('no-address', true));
    assert.equal(addressOf('{id}', 'kim@example.com'), 'kim@example.com');
    assert.equal(addressOf('{id}@example.org', 'kim@evil.example,x'), undefined);
    assert.equal(addressOf('{id}@example.org', '$&'), '$&@example.org');
  });
});
