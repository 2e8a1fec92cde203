import assert from 'node:assert/strict';
import { AckPolicy } from 'nats';
import { partsOf } from '../../mixins/bus/jetstream/durable-name.ts';
import { defaultStreamLimits } from '../../mixins/bus/jetstream/streams.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Inbox } from '../support/inbox.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';
import { type Nats, startNats } from '../support/nats.ts';

const megabyte = 1024 ** 2;

describe('JetStream after an upgrade', () => {
  const pattern = 'library.rental.*';
  let nats: Nats;
  let system: JetStreamSystem;
  const begin = async (config?: string) => {
    nats = await startNats(config);
    system = new JetStreamSystem(nats);
  };
  afterEach(async () => {
    await system.stop();
    await nats.stop();
  });

  const consumers = () =>
    system.asOperator(async (connection) => {
      const names: string[] = [];
      for await (const { name } of (await connection.jetstreamManager()).consumers.list('LIBRARY')) names.push(name);
      return names.sort();
    });
  const stream = (name = 'LIBRARY') =>
    system.asOperator(async (connection) => (await connection.jetstreamManager()).streams.info(name));
  /** Publishes events of 1 KB and more. */
  const publish = async (bus: Awaited<ReturnType<typeof system.start>>, subject: string, count: number, size = 0) => {
    const outbox = new MemoryOutbox(subject);
    bus.attach(outbox);
    outbox.append(...eventsOf(subject, count).map((event) => ({ ...event, data: { note: 'x'.repeat(size) } })));
    await eventually(() => outbox.size === 0);
  };

  describe('in a group that replaces another', () => {
    beforeEach(() => begin());

    it('a consumer handles all there is, and the other one is removed when no process runs it', async () => {
      const old = await system.start();
      const before = new Inbox();
      const consumer = await old.subscribe({ group: 'payment', pattern, maxInFlight: 8, handle: before.handle });
      await publish(old, 'r1', 3);
      await before.has(3);

      const inbox = new Inbox();
      const bus = await system.start({ idleLookMs: 40 });
      const subscription = { group: 'rental', pattern, maxInFlight: 8, replaces: 'payment' };
      await bus.subscribe({ ...subscription, handle: inbox.handle });
      await inbox.has(3);
      await publish(old, 'r2', 1);
      await before.has(4);
      await inbox.has(4);
      assert.deepEqual(await consumers(), ['payment--library_rental_any', 'rental--library_rental_any']);
      await consumer.stop();
      await eventually(async () => (await consumers()).join() === 'rental--library_rental_any');
      await publish(bus, 'r3', 1);
      await inbox.has(5);
    });
  });

  describe('with a name that was not reversible', () => {
    beforeEach(() => begin());

    it('a consumer begins where the one of its former name stands', async () => {
      const bus = await system.start();
      await publish(bus, 'r1', 5);
      await system.asOperator(async (connection) => {
        const manager = await connection.jetstreamManager();
        const former = { durable_name: 'screening_hospital--library_rental_any', filter_subject: pattern };
        await manager.consumers.add('LIBRARY', { ...former, ack_policy: AckPolicy.Explicit });
        const handled = await connection.jetstream().consumers.get('LIBRARY', former.durable_name);
        for (let count = 0; count < 3; count += 1) await (await handled.next())?.ackAck();
      });
      const inbox = new Inbox();
      await bus.subscribe({ group: 'screening_hospital', pattern, maxInFlight: 8, handle: inbox.handle });
      await inbox.has(2);
      assert.deepEqual(inbox.ids, ['r1-4', 'r1-5']);
      const names = await consumers();
      assert.deepEqual(names.map((name) => partsOf(name).group).sort(), ['screening.hospital', 'screening_hospital']);
      assert.deepEqual((await bus.backlogs()).map(({ group }) => group).sort(), [
        'screening.hospital',
        'screening_hospital',
        'screening_hospital',
      ]);
    });
  });

  describe('a stream', () => {
    const limits = (maxMegabytes: number) => ({ ...defaultStreamLimits, maxBytes: maxMegabytes * megabyte });

    it('gets its new size, but is not made smaller while it holds more than half of that', async () => {
      await begin();
      await publish(await system.start({ limits: limits(1024) }), 'r1', 900, 1_000);
      assert.equal((await stream()).config.max_bytes, 1024 * megabyte);
      const warnings: string[] = [];
      const log = { info() {}, error() {}, warn: (message: string) => warnings.push(message) };
      await publish(await system.start({ limits: limits(1), log }), 'r2', 1);
      assert.equal((await stream()).config.max_bytes, 1024 * megabyte);
      assert.match(
        warnings.join('\n'),
        /LIBRARY keeps its size: it holds \d+ MB, more than half of the 1 MB of EVENT_STREAM_MB/,
      );
      await publish(await system.start({ limits: limits(3) }), 'r3', 1);
      const { config, state } = await stream();
      assert.equal(config.max_bytes, 3 * megabyte);
      assert.equal(state.messages, 902);
    });

    it('that the server has no room for is refused with words that say what to do', async () => {
      await begin('jetstream { max_file_store: 100MB }');
      const handle = () => {};
      const bus = await system.start({ limits: { ...limits(40), maxBytesOf: { retry: 1 * megabyte } } });
      for (const context of ['library', 'payment'])
        await bus.subscribe({ group: 'history', pattern: `${context}.*`, maxInFlight: 8, handle });
      await assert.rejects(bus.subscribe({ group: 'history', pattern: 'screening.*', maxInFlight: 8, handle }), {
        message:
          /^NATS has no room for the stream SCREENING of 40 MB: .*max_file_store.*EVENT_STREAM_MB=10 for each, EVENT_STREAM_MB=40,screening=10 for this one/,
      });
      const small = { ...limits(40), maxBytesOf: { retry: 1 * megabyte, screening: 10 * megabyte } };
      const other = await system.start({ limits: small });
      await other.subscribe({ group: 'history', pattern: 'screening.*', maxInFlight: 8, handle });
      assert.equal((await stream('SCREENING')).config.max_bytes, 10 * megabyte);
    });

    it('keeps its size, and goes on, where the server has no room for a larger one', async () => {
      await begin('jetstream { max_file_store: 100MB }');
      await publish(await system.start({ limits: limits(40) }), 'r1', 1);
      await publish(await system.start({ limits: limits(400) }), 'r2', 1);
      const { config, state } = await stream();
      assert.equal(config.max_bytes, 40 * megabyte);
      assert.equal(state.messages, 2);
    });

    it('of eight systems has room on a server with 3 GB, as do dead letters and retries', async () => {
      await begin('jetstream { max_file_store: 3GB }');
      const bus = await system.start();
      const sisters = ['screening', 'market', 'registration', 'kakao', 'store', 'vaccine'];
      for (const context of ['library', 'payment', ...sisters, 'dead'])
        await bus.subscribe({ group: 'history', pattern: `${context}.*`, maxInFlight: 8, handle: () => {} });
    });
  });
});
