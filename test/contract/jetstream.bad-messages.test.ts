import assert from 'node:assert/strict';
import { headers } from 'nats';
import type { JetStreamBus } from '../../mixins/bus/jetstream.ts';
import { badMessages } from '../support/bad-messages.ts';
import { lettersOf } from '../support/bus.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Inbox } from '../support/inbox.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { type Nats, startNats } from '../support/nats.ts';

describe('A message on JetStream', () => {
  const subject = 'library.rental.reserved';
  let nats: Nats;
  let system: JetStreamSystem;
  let bus: JetStreamBus;
  let inbox: Inbox;

  const start = async (config: string) => {
    nats = await startNats(config);
    system = new JetStreamSystem(nats);
    bus = await system.start();
    inbox = new Inbox();
    await bus.subscribe({ group: 'mypage', pattern: 'library.rental.*', maxInFlight: 16, handle: inbox.handle });
  };
  afterEach(async () => {
    await system.stop();
    await nats.stop();
  });

  const publish = (...texts: string[]) =>
    system.asOperator(async (connection) => {
      for (const text of texts) await connection.jetstream().publish(subject, text);
    });
  const unacknowledged = () =>
    system.asOperator(async (connection) => {
      const manager = await connection.jetstreamManager();
      const { num_ack_pending, num_pending } = await manager.consumers.info('LIBRARY', 'mypage--library_rental_any');
      return num_ack_pending + num_pending;
    });
  const good = JSON.stringify(eventsOf('good')[0]);

  describe('on a server that takes large ones', () => {
    beforeEach(() => start('max_payload: 8MB'));

    for (const [fault, { text, reason }] of Object.entries(badMessages)) {
      it(`that ${fault} is a dead letter with the reason, and stops nothing`, async () => {
        await publish(text, good);
        await inbox.has(1);
        await eventually(async () => (await lettersOf(bus)).length === 1);
        const [letter] = await lettersOf(bus);
        const told = { consumer: 'mypage', type: subject, attempts: 1, error: `not-an-event: ${reason}` };
        assert.partialDeepStrictEqual(letter, told);
        assert.equal(letter?.size, text.length);
        const { message = '' } = (await bus.deadLetters.get(letter?.id ?? '')) ?? {};
        assert.ok(
          text.startsWith(message) && message.length === Math.min(text.length, text.length > 65_536 ? 4_096 : 65_536),
        );
        await eventually(async () => (await unacknowledged()) === 0);

        await bus.deadLetters.retry([letter?.id ?? '']);
        await eventually(async () => (await lettersOf(bus))[0]?.attempts === 2);
        const [again, ...more] = await lettersOf(bus);
        assert.deepEqual(more, []);
        assert.equal(again?.error, `not-an-event: ${reason}`);
        assert.deepEqual(inbox.ids, ['good-1']);
      });
    }
  });

  describe('on a server as it comes', () => {
    beforeEach(() => start(''));

    it('that is as large as it can be is a dead letter all the same', async () => {
      const text = 'x'.repeat(1_048_576);
      await publish(text, good);
      await inbox.has(1);
      await eventually(async () => (await lettersOf(bus)).length === 1);
      assert.equal((await lettersOf(bus))[0]?.size, text.length);
      await eventually(async () => (await unacknowledged()) === 0);
    });

    it('that is nearly all headers is one too', async () => {
      const extra = headers();
      for (let count = 0; count < 63; count += 1) extra.append(`Traced-${count}`, 'x'.repeat(1_000));
      await system.asOperator((connection) => connection.jetstream().publish(subject, '{}', { headers: extra }));
      await eventually(async () => (await lettersOf(bus)).length === 1);
    });

    it('that is an event too large to be kept twice is read again where it came from, while it is there', async () => {
      const [event] = eventsOf('large');
      const text = JSON.stringify({ ...event, data: { note: 'x'.repeat(900_000) } });
      let failing = true;
      const read: number[] = [];
      await bus.subscribe({
        group: 'archive',
        pattern: 'library.rental.*',
        maxInFlight: 1,
        handle: async ({ data }) => {
          if (failing) throw Object.assign(new Error('not yet'), { retryable: false });
          read.push(JSON.stringify(data).length);
        },
      });
      await publish(text, text);
      await eventually(async () => (await lettersOf(bus)).length === 2);
      const [letter, other] = await lettersOf(bus);
      assert.partialDeepStrictEqual(letter, { event: { id: 'large-1' }, size: text.length });
      failing = false;
      await bus.deadLetters.retry([letter?.id ?? '']);
      await eventually(async () => (await lettersOf(bus)).length === 1);
      assert.deepEqual(read, [900_011]);

      await system.asOperator(async (connection) => (await connection.jetstreamManager()).streams.purge('LIBRARY'));
      await bus.deadLetters.retry([other?.id ?? '']);
      await eventually(async () => (await lettersOf(bus))[0]?.attempts === 2);
      const gone = {
        event: letter?.event,
        error: 'message-gone: message 2 of LIBRARY is no longer there',
        size: text.length,
      };
      assert.partialDeepStrictEqual((await lettersOf(bus))[0], gone);
      assert.equal(read.length, 1);
    });
  });

  describe('among the dead letters', () => {
    beforeEach(() => start(''));

    it('that is none of ours is listed, and can only be discarded', async () => {
      await publish('not JSON');
      await eventually(async () => (await lettersOf(bus)).length === 1);
      await system.asOperator(async (connection) => {
        await connection.jetstream().publish('dead.mypage.nonsense', 'what is this');
        const extra = headers();
        extra.set('Dead-Event', '{');
        await connection.jetstream().publish('dead.mypage', '', { headers: extra });
      });
      const ids = (await lettersOf(bus)).map(({ id }) => id);
      assert.deepEqual(ids, ['1', '2', '3']);
      assert.equal(await bus.deadLetters.retry(['2', '3']), 0);
      assert.equal(await bus.deadLetters.discard(ids), 3);
      assert.deepEqual(await lettersOf(bus), []);
    });

    it('ignores a retry order for the dead letter of another consumer', async () => {
      await bus.subscribe({ group: 'archive', pattern: 'library.rental.*', maxInFlight: 1, handle: async () => {} });
      await publish('not JSON');
      await eventually(async () => (await lettersOf(bus)).length === 2);
      const before = await lettersOf(bus);
      const order = 'retry.mypage--library_rental_any';
      await system.asOperator(async (connection) => {
        const foreign = before.find(({ consumer }) => consumer === 'archive')?.id ?? '';
        for (const text of ['', 'not a number', '99', foreign]) await connection.jetstream().publish(order, text);
        const manager = await connection.jetstreamManager();
        const open = async () => {
          const info = await manager.consumers.info('RETRY', 'mypage--library_rental_any');
          return info.num_ack_pending + info.num_pending;
        };
        await eventually(async () => (await open()) === 0);
      });
      assert.deepEqual(await lettersOf(bus), before);
    });
  });
});
