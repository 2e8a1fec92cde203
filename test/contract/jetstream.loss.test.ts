import assert from 'node:assert/strict';
import type { Mark } from '../../mixins/outbox/marks.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Inbox } from '../support/inbox.ts';
import { JetStreamSystem } from '../support/jetstream.ts';
import { MemoryOutbox } from '../support/memory-outbox.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { type Nats, startNats } from '../support/nats.ts';

describe('A stream that has lost what it had acknowledged', function () {
  this.timeout(30_000);
  let nats: Nats;
  let system: JetStreamSystem;
  let marks: MemoryStore<Mark>;
  let outbox: MemoryOutbox;
  let inbox: Inbox;
  let recovered: number;
  beforeEach(async () => {
    nats = await startNats();
    system = new JetStreamSystem(nats);
    [marks, outbox, inbox] = [new MemoryStore<Mark>(), new MemoryOutbox(), new Inbox()];
    recovered = 0;
  });
  afterEach(async () => {
    await system.stop();
    await nats.stop();
  });

  const start = async () => {
    const bus = await system.start();
    await bus.subscribe({ group: 'mypage', pattern: 'library.rental.*', maxInFlight: 64, handle: inbox.handle });
    const restateAll = async () => {
      recovered += 1;
      const again = eventsOf('told-again', 1, { version: 1 }).map((event) => ({ ...event, causationid: 'run' }));
      await bus.restate(outbox, again);
      return again.length;
    };
    bus.attach(outbox, { marks, restateAll });
    return bus;
  };
  const publish = async (aggregate: string, count: number) => {
    const before = inbox.ids.length;
    outbox.append(...eventsOf(aggregate, count, { version: 1 }));
    await inbox.has(before + count);
    await eventually(() => outbox.size === 0);
  };
  /** All that was acknowledged is written down. */
  const marked = (sequence: number) => eventually(() => marks.records.get('LIBRARY')?.state.sequence === sequence);
  const heard = (id: string) => inbox.until(() => inbox.ids.includes(id));

  it('is found after a start: the records tell their state again, once', async () => {
    const first = await start();
    await publish('a', 5);
    await marked(5);
    await first.stop();
    await nats.lose();
    await nats.start();
    await start();
    await heard('told-again-1');
    assert.equal(recovered, 1);
    await eventually(() => (marks.records.get('LIBRARY')?.state.sequence ?? 5) < 5);
    await publish('b', 2);
    const again = await start();
    await again.stop();
    assert.equal(recovered, 1);
  });

  it('is found when the server is back, while the service runs', async () => {
    await start();
    await publish('a', 5);
    await nats.lose();
    await nats.start();
    await heard('told-again-1');
    await publish('b', 2);
  });

  it('is not believed of a stream that is still there after the server was killed twice', async () => {
    const first = await start();
    await publish('a', 5);
    await marked(5);
    await first.stop();
    await nats.kill();
    await nats.start();
    const second = await start();
    await publish('b', 1);
    await marked(6);
    await second.stop();
    await nats.kill();
    await nats.start();
    await start();
    await publish('c', 1);
    assert.equal(recovered, 0);
  });

  it('is found when it is the end of the stream only, and consumers go on with what comes in its place', async () => {
    await start();
    await publish('a', 5);
    const rollBack = await nats.rollback('LIBRARY');
    await publish('b', 10);
    await rollBack();
    await nats.start();
    await heard('told-again-1');
    await publish('c', 3);
    assert.equal(recovered, 1);
  });

  it('is no longer made up for once the bus stops', async () => {
    const bus = await system.start();
    const under = Promise.withResolvers<AbortSignal>();
    const restateAll = (signal: AbortSignal) => {
      under.resolve(signal);
      return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    bus.attach(outbox, { marks, restateAll });
    outbox.append(...eventsOf('a', 5, { version: 1 }));
    await marked(5);
    await nats.lose();
    await nats.start();
    await under.promise;
    await bus.stop();
    assert.equal((await under.promise).aborted, true);
    assert.equal(marks.records.get('LIBRARY')?.state.sequence, 5);
  });

  it('is none that was only away', async () => {
    await start();
    await publish('a', 5);
    await nats.kill();
    await nats.start();
    await publish('b', 5);
    await marked(10);
    assert.equal(recovered, 0);
  });
});
