import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventsOf, interleaved } from '../../test/support/events.ts';
import { eventually } from '../../test/support/eventually.ts';
import { Gate } from '../../test/support/gate.ts';
import { Inbox } from '../../test/support/inbox.ts';
import { appendTo } from '../../test/support/sqlite.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import { SqliteFile } from '../store/sqlite/file.ts';
import { SqliteLog } from '../store/sqlite/log.ts';
import { unavailable } from '../store/sqlite/unavailable.ts';
import { atMost } from '../waiting/waiting.ts';
import { LocalBus } from './local.ts';
import type { Subscription } from './port.ts';

/** What the contract of a bus does not ask of every bus. */
describe('local bus', () => {
  const newDir = useTempDirs();
  const opened: { bus: LocalBus; file: SqliteFile }[] = [];
  const open = ({ path = join(newDir(), 'test.db'), attached = true, tailLength = 4_096 } = {}) => {
    const file = new SqliteFile(path);
    const log = new SqliteLog(file, tailLength);
    const bus = new LocalBus({ retry: { backoffMs: [10, 20], maxAttempts: 3 } });
    if (attached) bus.attach(log);
    opened.push({ bus, file });
    const append = appendTo(file, log);
    const subscribe = (handle: Subscription['handle'], pattern = 'library.rental.*') =>
      bus.subscribe({ group: 'view', pattern, maxInFlight: 4, handle });
    return { file, log, bus, append, subscribe };
  };
  const stopAll = async () => {
    for (const { bus, file } of opened.splice(0)) {
      await bus.stop();
      await file.close();
    }
  };
  const reopen = async ({ file }: { file: SqliteFile }) => {
    await stopAll();
    return open({ path: file.path });
  };
  afterEach(stopAll);
  const failing = async () => {
    throw new Error('not yet');
  };

  it('takes the events of a log that is attached later', async () => {
    const { log, bus, append, subscribe } = open({ attached: false });
    const inbox = new Inbox();
    await subscribe(inbox.handle);
    await append(...eventsOf('r1'));
    bus.attach(log);
    await inbox.has(1);
  });

  it('takes the events of several logs', async () => {
    const [rentals, books] = [open(), open({ attached: false })];
    rentals.bus.attach(books.log);
    const inbox = new Inbox();
    await rentals.subscribe(inbox.handle, 'library.>');
    await rentals.append(...eventsOf('r1'));
    await books.append(...eventsOf('b1', 1, { source: '/book', type: 'library.book.held' }));
    await inbox.has(2);
  });

  it('waits for a log that cannot be read, and goes on where it was', async () => {
    const { log, append, subscribe } = open({ tailLength: 0 });
    const inbox = new Inbox();
    await append(...eventsOf('r1'));
    await subscribe(inbox.handle);
    await inbox.has(1);
    const [read, next] = [log.read, log.parked.next];
    const looks = { log: 0, parked: 0 };
    log.read = () => {
      looks.log += 1;
      throw unavailable(log.name, new Error('disk I/O error'), 'read');
    };
    log.parked.next = () => {
      looks.parked += 1;
      throw unavailable(log.name, new Error('disk I/O error'), 'read');
    };
    await append(...eventsOf('r2'));
    await subscribe(failing, 'library.book.*');
    await eventually(() => looks.log > 1 && looks.parked > 0);
    Object.assign(log, { read });
    Object.assign(log.parked, { next });
    await inbox.has(2);
  });

  it('refuses an outbox that is no log', () => {
    const outbox = { name: 'mongo', pending: async () => [], clear: async () => {}, onAppend: () => {} };
    assert.throws(() => open().bus.attach(outbox), /mongo keeps no log/);
  });

  it('refuses a second consumer of the same name, until the first has stopped', async () => {
    const { subscribe } = open();
    const first = await subscribe(async () => {});
    await assert.rejects(
      subscribe(async () => {}),
      /view is subscribed to library.rental.\* already/,
    );
    await first.stop();
    await subscribe(async () => {});
  });

  it('reads a log that is longer than what is kept in memory', async () => {
    const { log, bus, append, subscribe } = open({ attached: false, tailLength: 16 });
    const events = interleaved(['r1', 'r2', 'r3'], 200);
    for (let start = 0; start < events.length; start += 50) await append(...events.slice(start, start + 50));
    bus.attach(log);
    const inbox = new Inbox();
    await subscribe(inbox.handle);
    await inbox.has(600);
    assert.deepEqual(
      inbox.ids,
      events.map(({ id }) => id),
    );
  });

  it('begins nothing more once it is told to stop', async () => {
    const { append, subscribe } = open();
    const gate = new Gate();
    const before = new Inbox();
    const consumer = await subscribe(async (event) => {
      await gate.pass();
      await before.handle(event);
    });
    await append(...interleaved(['r1', 'r2', 'r3', 'r4', 'r5', 'r6'], 2));
    await new Promise(setImmediate);
    const stopped = consumer.stop();
    gate.open();
    await stopped;
    assert.deepEqual(before.ids, ['r1-1', 'r2-1', 'r3-1', 'r4-1']);
    const after = new Inbox();
    await subscribe(after.handle);
    await after.has(8);
    assert.deepEqual(after.ids.slice(0, 2), ['r5-1', 'r6-1']);
  });

  describe('cursor', () => {
    it('stays below the first event that is not done', async () => {
      const { log, append, subscribe } = open();
      const gate = new Gate();
      const inbox = new Inbox();
      await subscribe(async (event) => {
        if (event.subject === 'slow') await gate.pass();
        await inbox.handle(event);
      });
      await append(...eventsOf('r1'), ...eventsOf('slow'), ...eventsOf('r2'), ...eventsOf('r3'));
      await inbox.has(3);
      await eventually(() => log.cursor('view:library.rental.*') === 1);
      await append(...eventsOf('r4'));
      await inbox.has(4);
      assert.equal(log.cursor('view:library.rental.*'), 1);
      gate.open();
      await eventually(() => log.cursor('view:library.rental.*') === 5);
    });

    it('passes what the consumer does not want', async () => {
      const { log, append, subscribe } = open();
      await subscribe(async () => {}, 'payment.*');
      await append(...eventsOf('r1', 1_000));
      await eventually(() => log.cursor('view:payment.*') === 1_000);
    });

    it('of a new consumer keeps the log from being pruned', async () => {
      const { log, append, subscribe } = open();
      await append(...eventsOf('r1', 3));
      log.saveCursor('other', 3);
      const gate = new Gate();
      await subscribe(() => gate.pass());
      assert.equal(await log.prune(Number.MAX_SAFE_INTEGER), 0);
      gate.open();
    });
  });

  describe('failed delivery', () => {
    it('goes on after a restart with the attempt that is next', async () => {
      const first = open();
      await first.subscribe(failing);
      await first.append(...eventsOf('r1'));
      await eventually(() => first.log.parked.next('view:library.rental.*') !== undefined);
      const { subscribe } = await reopen(first);
      const attempts: number[] = [];
      await subscribe(async (_event, { attempt }) => {
        attempts.push(attempt);
      });
      await eventually(() => attempts.length > 0);
      assert.ok(attempts[0] === 2 || attempts[0] === 3, `attempt ${attempts[0]}`);
    });

    it('is not repeated once it has succeeded', async () => {
      const first = open();
      const inbox = new Inbox();
      await first.subscribe(async (event, { attempt }) => (attempt === 1 ? failing() : inbox.handle(event)));
      await first.append(...eventsOf('r1'));
      await inbox.has(1);
      const { append, subscribe } = await reopen(first);
      const after = new Inbox();
      await subscribe(after.handle);
      await append(...eventsOf('r2'));
      await after.has(1);
      assert.deepEqual(after.ids, ['r2-1']);
    });

    it('that hangs when it is tried again does not hold up the others', async () => {
      const { log, append, subscribe } = open();
      const gate = new Gate();
      const inbox = new Inbox();
      await subscribe(async (event, { attempt }) => {
        if (attempt === 1) await failing();
        if (event.subject === 'hangs') await gate.pass();
        await inbox.handle(event);
      });
      await append(...eventsOf('hangs'));
      await eventually(() => log.parked.next('view:library.rental.*') !== undefined);
      await append(...eventsOf('r1'), ...eventsOf('r2'));
      await inbox.has(2);
      gate.open();
      await inbox.has(3);
      await append(...eventsOf('hangs', 1, { version: 9 }));
      await inbox.has(4);
      assert.deepEqual(inbox.versionsOf('hangs'), [1, 9]);
    });

    it('is delivered again when it could not even be parked', async () => {
      const { log, append, subscribe } = open();
      log.parked.park = failing;
      const attempts: number[] = [];
      await subscribe(async (_event, { attempt }) => {
        attempts.push(attempt);
        if (attempts.length === 1) await failing();
      });
      await append(...eventsOf('r1'));
      await eventually(() => log.cursor('view:library.rental.*') === 1);
      assert.deepEqual(attempts, [1, 1]);
    });

    it('does not hold up a stop when it can neither be handled nor parked', async () => {
      const { log, append, subscribe } = open();
      const refused = Promise.withResolvers<void>();
      log.parked.park = () => failing().finally(refused.resolve);
      const consumer = await subscribe(failing);
      await append(...eventsOf('r1'));
      await refused.promise;
      await new Promise(setImmediate);
      assert.equal(await atMost(500, consumer.stop()), true);
      assert.equal(log.cursor('view:library.rental.*'), 0);
    });
  });
});
