import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Child } from '../../../test/support/child.ts';
import { linesIn, useFiles } from '../../../test/support/lines.ts';
import { damagePages, fill, killWriter, makeRoom } from '../../../test/support/sqlite.ts';
import type { SqliteFile } from './file.ts';

const writer = fileURLToPath(new URL('../../../test/support/file-writer.ts', import.meta.url));

describe('SQLite file that cannot be written', () => {
  const { newPath, open } = useFiles();
  const turn = () => new Promise(setImmediate);

  const refused = ({ path }: SqliteFile, why: string) => ({
    name: 'Refused',
    type: 'store-unavailable',
    message: `${path} cannot be written: ${why}`,
    code: 503,
    retryable: true,
    data: { kind: 'unavailable' },
  });

  describe('on a full disk', () => {
    it('refuses what finds no room, and takes works again once there is some', async () => {
      const { file, write, lines } = linesIn(open());
      await write('before');
      await fill(file);
      const full = refused(file, 'database or disk is full');
      const long = 'x'.repeat(100_000);
      await Promise.all([
        assert.rejects(write(null), /NOT NULL/),
        assert.rejects(write(long), full),
        assert.rejects(write('with it'), full),
      ]);
      assert.deepEqual(lines(), ['before']);
      await makeRoom(file);
      await write(long);
      assert.deepEqual(lines(), ['before', long]);
    });
  });

  describe('while another program has locked it', () => {
    it('refuses before callers lose patience, and takes works again once the lock is gone', async () => {
      const { file, write, lines } = linesIn(open());
      await write('before');
      const other = new DatabaseSync(file.path);
      other.exec('BEGIN IMMEDIATE');
      const began = performance.now();
      await assert.rejects(write('meanwhile'), refused(file, 'database is locked'));
      assert.ok(performance.now() - began < 3_000);
      assert.deepEqual(lines(), ['before'], 'what is committed can be read');
      other.exec('ROLLBACK');
      other.close();
      await write('after');
      assert.deepEqual(lines(), ['before', 'after']);
    }).timeout(10_000);
  });

  describe('that says so in the log', () => {
    it('once when it begins, and once when it is over', async () => {
      const told: string[] = [];
      const tell = (line: string) => void told.push(line);
      const { file, write } = linesIn(open(newPath(), { info: tell, warn: tell, error: tell }));
      await fill(file);
      for (const text of ['a', 'b']) await assert.rejects(write(text.repeat(100_000)));
      await makeRoom(file);
      await write('c');
      const { path } = file;
      assert.deepEqual(told, [`${path} cannot be written: database or disk is full`, `${path} can be written again`]);
    });
  });

  describe('whose pages are damaged', () => {
    it('refuses to read or to write them, and serves the others', async () => {
      const path = newPath();
      const { file, write } = linesIn(open(path));
      file.database.exec('CREATE TABLE other(text TEXT) STRICT');
      for (let n = 0; n < 50; n += 1) await write(`${n} `.repeat(500));
      await file.close();
      damagePages(path);
      const again = open(path);
      const lines = again.query('SELECT text FROM line');
      const cannotRead = {
        type: 'store-unavailable',
        code: 503,
        message: `${path} cannot be read: database disk image is malformed`,
      };
      assert.throws(() => lines.all(), cannotRead);
      await again.write([[again.statement('INSERT INTO other VALUES(?)'), 'a']]);
      assert.deepEqual(
        again
          .query('SELECT text FROM other')
          .all<{ text: string }>()
          .map(({ text }) => text),
        ['a'],
      );
    });
  });

  describe('whose writer has died', () => {
    const says = (file: SqliteFile) => refused(file, 'the thread that writes has ended');

    it('refuses what it had in hand, and takes works again, for which another one is there', async () => {
      const { file, write, lines, hold } = linesIn(open());
      const letGo = hold();
      const underWay = write('a');
      await turn();
      const waiting = write('b').then(
        () => true,
        () => false,
      );
      const refusal = assert.rejects(underWay, says(file));
      const killed = killWriter(file);
      letGo();
      await Promise.all([refusal, killed]);
      await write('c');
      // What was in hand may be done, though it was refused; `b` may have waited still.
      assert.equal(lines().at(-1), 'c');
      if (await waiting) assert.equal(lines().at(-2), 'b');
    });

    it('while it had nothing to do, is not missed', async () => {
      const { file, write, lines } = linesIn(open());
      await write('a');
      await killWriter(file);
      await write('b');
      assert.deepEqual(lines(), ['a', 'b']);
    });

    it('can be closed, and opened by the next process', async () => {
      const { file, write } = linesIn(open());
      await write('a');
      await killWriter(file);
      await file.close();
      assert.deepEqual(linesIn(open(file.path)).lines(), ['a']);
    });

    it('does not keep the process from ending', async () => {
      const child = new Child(writer, [newPath(), 'kill']);
      await child.ended();
      assert.deepEqual(child.lines, ['written']);
    });
  });
});
