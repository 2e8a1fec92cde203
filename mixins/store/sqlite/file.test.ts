import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Child } from '../../../test/support/child.ts';
import { linesIn, useFiles } from '../../../test/support/lines.ts';
import { unavailable } from './unavailable.ts';
import { refuseOldSqlite } from './version.ts';

const holder = fileURLToPath(new URL('../../../test/support/file-holder.ts', import.meta.url));
const writer = fileURLToPath(new URL('../../../test/support/file-writer.ts', import.meta.url));

describe('SQLite file', () => {
  const { newPath, open } = useFiles();

  describe('close', () => {
    it('commits what still waits', async () => {
      const { file, write, hold } = linesIn(open());
      const letGo = hold();
      const underWay = write('a');
      await new Promise(setImmediate);
      const waiting = write('b');
      const closed = file.close();
      letGo();
      await Promise.all([underWay, waiting, closed]);
      assert.deepEqual(linesIn(open(file.path)).lines(), ['a', 'b']);
    });

    it('is done once, however often it is asked for', async () => {
      const file = open();
      await Promise.all([file.close(), file.close()]);
      await file.close();
    });

    it('takes no more works, and says so', async () => {
      const { file, write } = linesIn(open());
      const isClosed = unavailable(file.path, new Error('it is closed'));
      const closed = file.close();
      await assert.rejects(write('a'), isClosed);
      await closed;
      await assert.rejects(write('a'), isClosed);
    });
  });

  for (const task of ['close', 'leave'])
    it(`lets its process end once all is written (${task})`, async () => {
      const path = newPath();
      const child = new Child(writer, [path, task]);
      await child.ended();
      assert.deepEqual(child.lines, ['written']);
      assert.deepEqual(linesIn(open(path)).lines(), ['a']);
    });

  describe('lock', () => {
    it('refuses a second process, naming the file and who holds it', async () => {
      const path = newPath();
      open(path);
      const second = new Child(holder, [path]);
      await second.printed(1);
      assert.ok(second.lines[0]?.startsWith(`refused: ${path} is in use by process ${process.pid}, started 20`));
      await second.kill();
    });

    it('refuses the same process a second time', () => {
      const file = open();
      assert.throws(() => open(file.path), new RegExp(`is in use by process ${process.pid}`));
    });

    it('is free after a close', async () => {
      const file = open();
      await file.close();
      open(file.path);
    });

    it('is free after its process was killed', async () => {
      const path = newPath();
      const first = new Child(holder, [path]);
      await first.printed(1);
      assert.match(first.lines[0] ?? '', /^holds/);
      assert.throws(() => open(path), new RegExp(`${path} is in use by process \\d+`));
      await first.kill();
      open(path);
    });

    it('is free again when the file could not be opened', () => {
      const path = newPath();
      writeFileSync(path, 'this is no database. '.repeat(100));
      for (const _time of [1, 2])
        assert.throws(() => open(path), { message: `${path} cannot be opened: file is not a database` });
    });
  });

  it('is named when its folder is not as it should be', () => {
    const path = newPath();
    mkdirSync(`${path}.lock`);
    assert.throws(() => open(path), { message: new RegExp(`^${path}.lock cannot be opened: unable to open`) });
  });

  describe('version of SQLite', () => {
    for (const version of ['3.50.4', '3.51.2', '2.8.17'])
      it(`refuses ${version}, which can corrupt a file`, () => {
        assert.throws(() => refuseOldSqlite(version), new RegExp(`SQLite ${version} has the WAL-reset bug`));
      });

    for (const version of ['3.51.3', '3.53.0', '4.0.0'])
      it(`takes ${version}`, () => {
        refuseOldSqlite(version);
      });

    it('of this runtime is taken', () => {
      refuseOldSqlite();
    });
  });

  it('survives the power going off: each transaction is synced', () => {
    const pragma = (name: string) => Object.values(open().database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    assert.equal(pragma('journal_mode'), 'wal');
    assert.equal(pragma('synchronous'), 2);
  });
});
