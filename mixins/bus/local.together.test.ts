import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventsOf, interleaved } from '../../test/support/events.ts';
import { eventually } from '../../test/support/eventually.ts';
import { Inbox } from '../../test/support/inbox.ts';
import { appendTo } from '../../test/support/sqlite.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { Envelope } from '../kernel/event.ts';
import { SqliteFile } from '../store/sqlite/file.ts';
import { SqliteLog } from '../store/sqlite/log.ts';
import { LocalBus } from './local.ts';

describe('A consumer that takes events together', () => {
  const newDir = useTempDirs();
  let file: SqliteFile;
  let log: SqliteLog;
  let bus: LocalBus;
  let append: ReturnType<typeof appendTo>;
  beforeEach(() => {
    file = new SqliteFile(join(newDir(), 'test.db'));
    log = new SqliteLog(file);
    bus = new LocalBus({ retry: { backoffMs: [10, 20], maxAttempts: 3 } });
    append = appendTo(file, log);
  });
  afterEach(async () => {
    await bus.stop();
    await file.close();
  });
  const subscribe = (
    handle: (event: Envelope) => Promise<void>,
    handleAll: (events: readonly Envelope[]) => Promise<void>,
  ) => bus.subscribe({ group: 'view', pattern: 'library.rental.*', maxInFlight: 4, handle, handleAll });
  const failing = () => Promise.reject(new Error('not yet'));

  it('has at once what is there at once', async () => {
    const [events, later] = [interleaved(['r1', 'r2'], 3), eventsOf('r3')];
    const [together, alone] = [new Inbox(), new Inbox()];
    const handleAll = async (some: readonly Envelope[]) => some.forEach(together.handle);
    await append(...events);
    bus.attach(log);
    await subscribe(alone.handle, handleAll);
    await together.has(6);
    await append(...later);
    await alone.has(1);
    assert.deepEqual(together.events, events);
    assert.deepEqual(alone.events, later);
    await eventually(() => log.cursor('view:library.rental.*') === 7);
  });

  it('has each alone when they fail together, so that one that fails holds up no other', async () => {
    const alone = new Inbox();
    const handle = (event: Envelope) => (event.subject === 'r2' ? failing() : alone.handle(event));
    await append(...eventsOf('r1'), ...eventsOf('r2'), ...eventsOf('r3'));
    bus.attach(log);
    await subscribe(handle, failing);
    await alone.has(2);
    assert.deepEqual(alone.ids, ['r1-1', 'r3-1']);
    await eventually(async () => (await bus.deadLetters.count()).get('view') === 1);
  });
});
