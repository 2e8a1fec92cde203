import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { eventOf, interleaved } from '../../../test/support/events.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { silent } from '../../../test/support/silent.ts';
import { fill, makeRoom } from '../../../test/support/sqlite.ts';
import { change, type Sample, samples } from '../../../test/support/store.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { Relay } from '../../bus/relay.ts';
import type { Envelope } from '../../kernel/event.ts';
import type { LogEntry } from '../../outbox/port.ts';
import { SqliteStore } from '../sqlite.ts';
import { SqliteFile } from './file.ts';
import { SqliteLog } from './log.ts';

describe('SQLite log', () => {
  const newDir = useTempDirs();
  const files: SqliteFile[] = [];
  const open = (path: string, tailLength?: number) => {
    const file = new SqliteFile(path);
    files.push(file);
    const log = new SqliteLog(file, tailLength);
    file.database.exec('CREATE TABLE IF NOT EXISTS record(id TEXT NOT NULL) STRICT');
    const record = file.statement('INSERT INTO record VALUES(?)');
    const append = (id: string, events = 1) => log.append([record, id], change(id, 0, {}, events).events);
    const appendAll = (events: readonly Envelope[]) => log.append([record, 'several'], events);
    /** Fails when so many of its events have been written. */
    const appendInVain = (events = 1) =>
      log.append([record, 'ghost'], [...change('ghost', 0, {}, events).events, unwritable]);
    const inTable = (seq: number, limit: number): LogEntry[] =>
      file.database
        .prepare('SELECT seq, event FROM log WHERE seq > ? ORDER BY seq LIMIT ?')
        .all(seq, limit)
        .map((row) => ({ seq: Number(row.seq), event: JSON.parse(String(row.event)) }));
    const savedCursors = () =>
      Object.fromEntries(
        file.database
          .prepare('SELECT consumer, seq FROM cursor')
          .all()
          .map(({ consumer, seq }) => [consumer, seq]),
      );
    return { file, log, append, appendAll, appendInVain, inTable, savedCursors };
  };
  const unwritable = { toJSON: () => undefined } as unknown as Envelope;
  const openNew = (tailLength?: number) => open(join(newDir(), 'test.db'), tailLength);
  const reopen = async ({ file }: { file: SqliteFile }) => {
    await file.close();
    return open(file.path);
  };
  const seqs = (entries: readonly LogEntry[]) => entries.map(({ seq }) => seq);
  const never = 0;
  const always = Number.MAX_SAFE_INTEGER;
  afterEach(() => Promise.all(files.splice(0).map((file) => file.close())));

  describe('reading', () => {
    it('is the same from memory and from the table, at any place', async () => {
      const { log, append, appendInVain, inTable } = openNew(4);
      const work = fc.record({ events: fc.nat(3), fails: fc.boolean() });
      const look = fc.record({ back: fc.integer({ min: -3, max: 30 }), limit: fc.integer({ min: 1, max: 20 }) });
      const property = fc.asyncProperty(
        fc.array(work, { maxLength: 6 }),
        fc.array(look, { maxLength: 20 }),
        async (turn, looks) => {
          await Promise.allSettled(
            turn.map(({ events, fails }) => (fails ? appendInVain(events) : append('a', events))),
          );
          const last = inTable(0, 1_000).length;
          for (const { back, limit } of looks) {
            const seq = Math.max(last - back, 0);
            assert.deepEqual(log.read(seq, limit), inTable(seq, limit));
          }
        },
      );
      await fc.assert(property, { numRuns: 60, seed: 11 });
    });

    it('finds nothing of a transaction that was rolled back, and no gap where it was', async () => {
      const { log, append, appendInVain } = openNew();
      const [, failing] = await Promise.allSettled([append('a'), appendInVain(3), append('b')]);
      assert.equal(failing.status, 'rejected');
      assert.deepEqual(
        log.read(0, 10).map((entry) => [entry.seq, eventOf(entry).subject]),
        [
          [1, 'a'],
          [2, 'b'],
        ],
      );
    });

    it('goes on behind the last number after a restart, also when the log was emptied', async () => {
      const first = openNew();
      await first.append('a', 3);
      first.log.saveCursor('consumer', 3);
      assert.equal(await first.log.prune(always), 3);
      const second = await reopen(first);
      await second.append('b');
      assert.deepEqual(seqs(second.log.read(0, 10)), [4]);
      assert.deepEqual(seqs(second.log.read(3, 10)), [4]);
    });
  });

  describe('cursor', () => {
    it('of a new consumer is at the beginning', () => {
      assert.equal(openNew().log.cursor('consumer'), 0);
    });

    it('is saved with the next commit', async () => {
      const { log, append, savedCursors } = openNew();
      log.saveCursor('consumer', 7);
      assert.deepEqual(savedCursors(), {});
      await append('a');
      assert.deepEqual(savedCursors(), { consumer: 7 });
    });

    it('is saved on close', async () => {
      const first = openNew();
      await first.append('a', 7);
      first.log.saveCursor('consumer', 7);
      assert.equal((await reopen(first)).log.cursor('consumer'), 7);
    });

    it('is saved with a work that fails, too', async () => {
      const { log, appendInVain, savedCursors } = openNew();
      log.saveCursor('consumer', 7);
      await assert.rejects(appendInVain());
      assert.deepEqual(savedCursors(), { consumer: 7 });
    });

    it('is saved by a later commit when the file could not be written at first', async () => {
      const { file, log, append, savedCursors } = openNew();
      await fill(file);
      log.saveCursor('consumer', 7);
      await assert.rejects(append('a', 1_000), /full/);
      assert.deepEqual(savedCursors(), {});
      await makeRoom(file);
      assert.deepEqual(savedCursors(), { consumer: 7 });
    });
  });

  describe('pruning', () => {
    it('deletes what every consumer has passed', async () => {
      const { log, append, inTable } = openNew();
      await append('a', 6);
      log.saveCursor('fast', 5);
      log.saveCursor('slow', 2);
      assert.equal(await log.prune(always), 2);
      assert.deepEqual(seqs(inTable(0, 10)), [3, 4, 5, 6]);
    });

    it('waits for the relay as for any consumer', async () => {
      const { log, append, inTable } = openNew();
      await append('a', 4);
      log.saveCursor('consumer', 4);
      const [first] = await log.pending(10);
      assert.equal(await log.prune(always), 0);
      assert.ok(first);
      await log.clear([first]);
      assert.equal(await log.prune(always), 1);
      assert.deepEqual(seqs(inTable(0, 10)), [2, 3, 4]);
    });

    it('keeps what is younger', async () => {
      const { log, append, inTable } = openNew();
      await append('a', 2);
      log.saveCursor('consumer', 2);
      assert.equal(await log.prune(never), 0);
      assert.deepEqual(seqs(inTable(0, 10)), [1, 2]);
    });

    it('deletes nothing while nobody has read', async () => {
      const { log, append } = openNew();
      await append('a', 2);
      assert.equal(await log.prune(always), 0);
    });

    it('deletes a long log in several transactions', async () => {
      const { file, log, append, inTable } = openNew();
      await append('a', 2_500);
      log.saveCursor('consumer', 2_499);
      let transactions = 0;
      file.beforeBatch = () => {
        transactions += 1;
      };
      assert.equal(await log.prune(always), 2_499);
      assert.deepEqual(seqs(inTable(0, 10)), [2_500]);
      assert.ok(transactions >= 3);
    });
  });

  describe('as an outbox', () => {
    it('publishes from where the log begins, when it was pruned before there was a relay', async () => {
      const { log, append } = openNew();
      await append('a', 3);
      log.saveCursor('consumer', 3);
      await log.prune(always);
      await append('b', 2);
      const pending = await log.pending(10);
      assert.deepEqual(
        pending.map(({ token }) => token),
        [4, 5],
      );
      await log.clear(pending);
      assert.equal(log.cursor('relay'), 5);
    });

    it('is published whole by a relay whose acknowledgements come in any order', async () => {
      const { log, appendAll } = openNew(16);
      const published = new Map<string, number[]>();
      let calls = 0;
      const publish = async ({ subject, version }: Envelope) => {
        calls += 1;
        const fails = calls % 50 === 0;
        for (let turns = calls % 7; turns > 0; turns -= 1) await new Promise(setImmediate);
        if (fails) throw new Error('the outcome is unknown');
        published.set(subject, [...(published.get(subject) ?? []), version]);
      };
      await appendAll(interleaved(['a', 'b', 'c', 'd', 'e'], 20));
      const relay = new Relay({ outbox: log, publish, log: silent });
      for (const event of interleaved(['f', 'g', 'h'], 50)) await appendAll([event]);
      await eventually(() => log.cursor('relay') === 250);
      await relay.stop();
      assert.deepEqual(await log.pending(10), []);
      const versions = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
      for (const [subject, seen] of published) assert.deepEqual(seen, versions('abcde'.includes(subject) ? 20 : 50));
      assert.equal(published.size, 8);
    });

    it('is one for the stores of one file', async () => {
      const { file, log } = openNew();
      const [rentals, books] = ['rental', 'book'].map(
        (name) => new SqliteStore<Sample>(file, log, { ...samples, name }),
      );
      assert.ok(rentals && books);
      await Promise.all([rentals.commit(change('r', 0, {})), books.commit(change('b', 0, {}))]);
      assert.equal(rentals.outbox, books.outbox);
      assert.deepEqual(
        (await books.outbox.pending(10)).map(({ event }) => event.id),
        ['r-1', 'b-1'],
      );
    });
  });
});
