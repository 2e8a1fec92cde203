import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Child } from '../../../test/support/child.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { SqliteFile } from './file.ts';
import { refuseOldSqlite } from './version.ts';

const holder = fileURLToPath(new URL('../../../test/support/file-holder.ts', import.meta.url));

describe('SQLite file', () => {
  const newDir = useTempDirs();
  const opened: SqliteFile[] = [];
  const open = (path: string) => {
    const file = new SqliteFile(path);
    opened.push(file);
    return file;
  };
  const openNew = () => open(join(newDir(), 'test.db'));
  afterEach(() => {
    for (const file of opened.splice(0)) file.close();
  });

  describe('group commit', () => {
    const counted = () => {
      const file = openNew();
      const transactions = { committed: 0, rolledBack: 0 };
      file.join({
        beforeCommit() {},
        committed() {
          transactions.committed += 1;
        },
        rolledBack() {
          transactions.rolledBack += 1;
        },
      });
      file.database.exec('CREATE TABLE line(text TEXT NOT NULL) STRICT');
      const insert = file.database.prepare('INSERT INTO line VALUES(?)');
      const write = (text: string | null) => file.write(() => insert.run(text).changes);
      const lines = () =>
        file.database
          .prepare('SELECT text FROM line ORDER BY rowid')
          .all()
          .map((row) => row.text);
      return { file, transactions, write, lines };
    };

    it('makes one transaction of the works of one turn, in their order', async () => {
      const { transactions, write, lines } = counted();
      const changes = await Promise.all(['a', 'b', 'c', 'd'].map(write));
      assert.deepEqual(changes, [1, 1, 1, 1]);
      assert.deepEqual(lines(), ['a', 'b', 'c', 'd']);
      assert.deepEqual(transactions, { committed: 1, rolledBack: 0 });
    });

    it('makes two transactions of the works of two turns', async () => {
      const { transactions, write } = counted();
      await write('a');
      await write('b');
      assert.equal(transactions.committed, 2);
    });

    it('rejects a work that fails, and commits the others of its turn', async () => {
      const { transactions, write, lines } = counted();
      const works = ['a', null, 'b', null, 'c'].map(write);
      const outcomes = await Promise.allSettled(works);
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
      );
      assert.deepEqual(lines(), ['a', 'b', 'c']);
      assert.deepEqual(transactions, { committed: 1, rolledBack: 2 });
    });

    it('leaves nothing of a work that fails half way', async () => {
      const { file, write, lines } = counted();
      const half = file.write(() => {
        file.database.exec("INSERT INTO line VALUES('half')");
        throw new Error('half way');
      });
      await assert.rejects(half, /half way/);
      await write('a');
      assert.deepEqual(lines(), ['a']);
    });

    it('commits on close what still waits', async () => {
      const { file, write } = counted();
      const waiting = write('a');
      file.close();
      assert.equal(await waiting, 1);
      const rows = open(file.path).database.prepare('SELECT text FROM line').all();
      assert.deepEqual({ ...rows[0] }, { text: 'a' });
    });

    it('says so when it is written to after its close', async () => {
      const { file, write } = counted();
      file.close();
      await assert.rejects(write('a'), new Error(`${file.path} is closed`));
    });
  });

  describe('lock', () => {
    it('refuses a second process, naming the file and who holds it', async () => {
      const path = join(newDir(), 'test.db');
      open(path);
      const second = new Child(holder, [path]);
      await second.printed(1);
      assert.ok(second.lines[0]?.startsWith(`refused: ${path} is in use by process ${process.pid}, started 20`));
      await second.kill();
    });

    it('refuses the same process a second time', () => {
      const file = openNew();
      assert.throws(() => open(file.path), new RegExp(`is in use by process ${process.pid}`));
    });

    it('is free after a close', () => {
      const file = openNew();
      file.close();
      open(file.path);
    });

    it('is free after its process was killed', async () => {
      const path = join(newDir(), 'test.db');
      const first = new Child(holder, [path]);
      await first.printed(1);
      assert.match(first.lines[0] ?? '', /^holds/);
      assert.throws(() => open(path), new RegExp(`${path} is in use by process \\d+`));
      await first.kill();
      open(path);
    });

    it('is free again when the file could not be opened', () => {
      const path = join(newDir(), 'test.db');
      writeFileSync(path, 'this is no database. '.repeat(100));
      assert.throws(() => open(path), /not a database/);
      assert.throws(() => open(path), /not a database/);
    });
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
    const pragma = (name: string) => Object.values(openNew().database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    assert.equal(pragma('journal_mode'), 'wal');
    assert.equal(pragma('synchronous'), 2);
  });
});
