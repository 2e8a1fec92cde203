import assert from 'node:assert/strict';
import { join } from 'node:path';
import { LocalBus } from '../../mixins/bus/local.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { badMessages } from '../support/bad-messages.ts';
import { lettersOf } from '../support/bus.ts';
import { eventsOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Inbox } from '../support/inbox.ts';
import { silent } from '../support/silent.ts';
import { appendTo } from '../support/sqlite.ts';
import { useTempDirs } from '../support/tempdir.ts';

describe('An entry of the local log', () => {
  const newDir = useTempDirs();
  let file: SqliteFile;
  let log: SqliteLog;
  let bus: LocalBus;
  beforeEach(() => {
    file = new SqliteFile(join(newDir(), 'test.db'), { ...silent });
    // Nearly all is read from the table, as after a restart.
    log = new SqliteLog(file, 1);
    bus = new LocalBus();
    bus.attach(log);
  });
  afterEach(async () => {
    await bus.stop();
    await file.close();
  });

  const write = (text: string) => file.write([[file.statement('INSERT INTO log(at, event) VALUES(0, ?)'), text]]);
  const subscribe = async (pattern = 'library.rental.*') => {
    const inbox = new Inbox();
    await bus.subscribe({ group: 'view', pattern, maxInFlight: 4, handle: inbox.handle });
    return inbox;
  };

  for (const [fault, { text, type, reason }] of Object.entries(badMessages)) {
    it(`that ${fault} is a dead letter with the reason, and stops nothing`, async () => {
      const append = appendTo(file, log);
      await append(...eventsOf('before'));
      await write(text);
      await append(...eventsOf('after', 10));
      const inbox = await subscribe();
      await inbox.has(11);
      await eventually(() => log.cursor('view:library.rental.*') === 12);
      const [letter, ...more] = await lettersOf(bus);
      assert.deepEqual(more, []);
      assert.partialDeepStrictEqual(letter, { consumer: 'view', type, attempts: 1, error: `not-an-event: ${reason}` });
      assert.equal(letter?.size, text.length);
      assert.equal((await bus.deadLetters.get(letter?.id ?? ''))?.message, text.slice(0, 65_536));
      await bus.deadLetters.retry([letter?.id ?? '']);
      await eventually(async () => (await lettersOf(bus))[0]?.attempts === 2);
      assert.equal((await log.pending(100)).length, 11, 'nor is it in the way of a relay');
    });
  }

  it('that is no event is left out by a relay, which says so once', async () => {
    const errors: string[] = [];
    file.log.error = (message) => errors.push(message);
    const append = appendTo(file, log);
    await append(...eventsOf('before'));
    await write('scribble');
    await append(...eventsOf('after'));
    for (let look = 0; look < 2; look += 1) {
      const pending = await log.pending(10);
      assert.deepEqual(
        pending.map(({ token }) => token),
        [1, 3],
      );
    }
    assert.match(errors.join(), /^\S+test\.db: entry 2 of table log is no event, and is not published$/);
  });

  it('that is no event is no letter of a consumer that does not take what it says it is', async () => {
    await write(JSON.stringify({ ...eventsOf('r1')[0], version: 'one' }));
    await subscribe('payment.*');
    await eventually(() => log.cursor('view:payment.*') === 1);
    assert.deepEqual(await lettersOf(bus), []);
  });
});
