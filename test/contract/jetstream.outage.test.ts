import assert from 'node:assert/strict';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Inbox } from '../support/inbox.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';
import { type Nats, startNats } from '../support/nats.ts';
import { silent } from '../support/silent.ts';

describe('JetStream when NATS is away', () => {
  const rentals = { group: 'mypage', pattern: 'library.rental.*', maxInFlight: 64 };
  const aggregates = Array.from({ length: 50 }, (_, index) => `a${index}`);
  let nats: Nats;
  let system: JetStreamSystem;

  beforeEach(async () => {
    nats = await startNats();
    system = new JetStreamSystem(nats);
  });
  afterEach(async () => {
    await system.stop();
    await nats.stop();
  });

  it('loses nothing to a SIGKILL of the server, and keeps each aggregate in order', async function () {
    this.timeout(30_000);
    const outbox = new MemoryOutbox();
    const bus = await system.start();
    bus.attach(outbox);
    const live = new Inbox();
    await bus.subscribe({ ...rentals, handle: live.handle });
    const appendRound = (version: number) => {
      for (const aggregate of aggregates) outbox.append(...eventsOf(aggregate, 1, { version }));
    };

    for (let version = 1; version <= 20; version += 1) appendRound(version);
    await live.has(200);
    await nats.kill();
    for (let version = 21; version <= 40; version += 1) appendRound(version);
    await nats.start();
    for (let version = 41; version <= 60; version += 1) appendRound(version);

    await live.until(() => new Set(live.ids).size === 3_000);
    await eventually(() => outbox.size === 0);
    const backlog = new Inbox();
    await bus.subscribe({ ...rentals, group: 'archive', handle: backlog.handle });
    await backlog.has(3_000);
    const versions = Array.from({ length: 60 }, (_, index) => index + 1);
    for (const aggregate of aggregates) assert.deepEqual(backlog.versionsOf(aggregate), versions);
  });

  it('subscribes as soon as the server is back', async function () {
    this.timeout(30_000);
    const warnings: string[] = [];
    const bus = await system.start({ log: { ...silent, warn: (message) => warnings.push(message) } });
    const inbox = new Inbox();
    await nats.kill();
    const subscribed = bus.subscribe({ ...rentals, handle: inbox.handle });
    await eventually(() => warnings.some((warning) => warning.startsWith('mypage--')));
    await nats.start();
    await subscribed;
    const outbox = new MemoryOutbox();
    bus.attach(outbox);
    outbox.append(...eventsOf('a1', 1));
    await inbox.has(1);
  });

  it('does not wait for what the server refuses', async () => {
    const bus = await system.start();
    await assert.rejects(bus.subscribe({ ...rentals, group: 'my page', handle: async () => {} }));
  });

  it('is not ready until the server is back', async () => {
    const bus = await system.start();
    await bus.subscribe({ ...rentals, handle: async () => {} });
    assert.equal(bus.ready(), true);
    await nats.kill();
    await eventually(() => !bus.ready());
    await nats.start();
    await eventually(() => bus.ready());
  });

  it('keeps what it cannot publish in the outbox, and stops all the same', async () => {
    const outbox = new MemoryOutbox();
    const bus = await system.start();
    bus.attach(outbox);
    await bus.subscribe({ ...rentals, handle: async () => {} });
    await nats.kill();
    await eventually(() => !bus.ready());
    outbox.append(...eventsOf('r1', 3));
    await bus.stop();
    assert.equal(outbox.size, 3);
    await nats.start();
    const next = await system.start();
    next.attach(outbox);
    const inbox = new Inbox();
    await next.subscribe({ ...rentals, handle: inbox.handle });
    await inbox.has(3);
    assert.deepEqual(inbox.versionsOf('r1'), [1, 2, 3]);
  });

  it('waits for the server when it starts, and says so without the password', async () => {
    const lines: string[] = [];
    const log = { info: () => {}, warn: (line: string) => lines.push(line), error: () => {} };
    await nats.kill();
    const bus = system.bus({ log, connection: { servers: nats.url.replace('//', '//user:secret@') } });
    const starting = bus.start();
    await eventually(() => lines.length > 0);
    assert.match(String(lines[0]), /waiting for NATS with JetStream at 127\.0\.0\.1:\d+: CONNECTION_REFUSED/);
    await nats.start();
    await starting;
    assert.equal(bus.ready(), true);
  });

  it('can be stopped while it waits', async () => {
    await nats.kill();
    const bus = system.bus();
    const starting = assert.rejects(bus.start(), { name: 'AbortError' });
    await bus.stop();
    await starting;
    await nats.start();
  });
});
