import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsOf } from '../../test/support/events.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { Envelope } from '../kernel/event.ts';
import { Archive, type ArchiveOptions } from './archive.ts';
import { feed, filesOf, linesOf } from './reading.ts';

describe('An archive', () => {
  const newDir = useTempDirs();
  const archives: Archive[] = [];
  const open = (folder: string, options: Partial<ArchiveOptions> = {}) => {
    const archive = new Archive({ folder, partBytes: 1_000_000, limitBytes: 1_000_000, ...options });
    archives.push(archive);
    return archive;
  };
  afterEach(() => Promise.all(archives.splice(0).map((archive) => archive.close())));

  const day = '2025-01-01';
  const idsIn = async (folder: string) => {
    const ids: string[] = [];
    for (const file of await filesOf(folder))
      for await (const { event } of linesOf(file)) ids.push(event?.id ?? 'none');
    return ids;
  };

  it('has each event once, as it was, for its owner alone', async () => {
    const folder = newDir();
    const events = [...eventsOf('a', 2), ...eventsOf('a', 1, { source: '/payment', type: 'payment.captured' })];
    const archive = open(folder);
    await Promise.all([archive.keep(events), archive.keep(events.slice(1)), archive.keep(eventsOf('a', 2))]);
    const library = join(folder, day, 'library.jsonl');
    const kept = readFileSync(library, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      kept.map((line) => JSON.parse(line) as Envelope),
      events.slice(0, 2),
    );
    assert.equal(readFileSync(join(folder, day, 'payment.jsonl'), 'utf8').split('\n').length, 2);
    assert.equal(statSync(library).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, day)).mode & 0o777, 0o700);
  });

  it('knows after a start what it has, and cuts off a line that was not finished', async () => {
    const folder = newDir();
    await open(folder).keep(eventsOf('a', 3));
    await archives.pop()?.close();
    const file = join(folder, day, 'library.jsonl');
    const whole = readFileSync(file, 'utf8');
    // A letter of three bytes of which one was written.
    appendFileSync(file, Buffer.concat([Buffer.from('{"id":"김'), Buffer.from('김').subarray(0, 1)]));
    await open(folder).keep(eventsOf('a', 4));
    assert.ok(readFileSync(file, 'utf8').startsWith(whole));
    assert.deepEqual(await idsIn(folder), ['a-1', 'a-2', 'a-3', 'a-4']);
  });

  it('keeps events whose text has marks of line ends in it', async () => {
    const folder = newDir();
    const event = { ...(eventsOf('a')[0] as Envelope), data: { note: 'one\u2028two\u2029three\r\nfour' } };
    await open(folder).keep([event]);
    await archives.pop()?.close();
    await open(folder).keep([event]);
    const read: Envelope[] = [];
    assert.deepEqual(await feed(folder, 'library.>', async (found) => void read.push(found)), {
      events: 1,
      unreadable: 0,
    });
    assert.deepEqual(read, [event]);
  });

  it('keeps what tells a state again beside what told it first, once for each run', async () => {
    const folder = newDir();
    const [event] = eventsOf('a') as [Envelope];
    const again = (correlationid: string): Envelope => ({ ...event, correlationid, restated: true });
    await open(folder).keep([event, again('one'), again('one'), again('two')]);
    assert.deepEqual(await idsIn(folder), ['a-1', 'a-1', 'a-1']);
  });

  it('begins a new part when one is full, and knows what is in all of them', async () => {
    const folder = newDir();
    const archive = open(folder, { partBytes: 500 });
    for (const event of eventsOf('a', 5)) await archive.keep([event]);
    const names = (await filesOf(folder)).map(({ number }) => number);
    assert.deepEqual(names, [1, 2, 3]);
    await archives.pop()?.close();
    const again = open(folder, { partBytes: 500 });
    await again.keep(eventsOf('a', 6));
    assert.deepEqual(await idsIn(folder), ['a-1', 'a-2', 'a-3', 'a-4', 'a-5', 'a-6']);
  });

  it('takes nothing more when it is full, says what to do, and goes on when there is room', async () => {
    const folder = newDir();
    const old = join(folder, '2024-01-01');
    mkdirSync(old);
    writeFileSync(join(old, 'library.jsonl'), 'x'.repeat(2_000));
    const archive = open(folder, { limitBytes: 2_000 });
    await assert.rejects(archive.keep(eventsOf('a')), {
      type: 'store-unavailable',
      message: /is full \(0 of 0 MB\): move old days away, or raise ARCHIVE_LIMIT_MB/,
    });
    assert.match((await archive.fault()) ?? '', /is full/);
    rmSync(old, { recursive: true });
    await archive.keep(eventsOf('a'));
    assert.equal(await archive.fault(), undefined);
    assert.deepEqual(await idsIn(folder), ['a-1']);
  });

  it('says when its folder cannot be written, and writes what comes again once', async () => {
    const folder = newDir();
    const archive = open(folder);
    writeFileSync(join(folder, day), 'a file where the day has to be');
    await assert.rejects(archive.keep(eventsOf('a', 2)), { type: 'store-unavailable', message: /cannot be written/ });
    rmSync(join(folder, day));
    await archive.keep(eventsOf('a', 2));
    assert.deepEqual(await idsIn(folder), ['a-1', 'a-2']);
  });

  it('is written by one process', () => {
    const folder = newDir();
    open(folder);
    assert.throws(() => open(folder), /is in use by process \d+.*Stop that process, or set ARCHIVE_DIR/);
  });

  it('feeds the events of a pattern, and counts the lines that are none', async () => {
    const folder = newDir();
    await open(folder).keep([...eventsOf('a', 600), ...eventsOf('h', 1, { type: 'library.book.held' })]);
    appendFileSync(join(folder, day, 'library.jsonl'), 'damage\n{"half":');
    const ids: string[] = [];
    const take = async ({ id }: Envelope) => void ids.push(id);
    assert.deepEqual(await feed(folder, 'library.rental.*', take), { events: 600, unreadable: 1 });
    assert.equal(ids.length, 600);
    assert.deepEqual(await feed(newDir(), 'library.rental.*', take), { events: 0, unreadable: 0 });
    const fails = () => Promise.reject(new Error('no room'));
    await assert.rejects(feed(folder, 'library.rental.*', fails), /no room/);
  });
});
