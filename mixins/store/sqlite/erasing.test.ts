import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newDir, removeDir } from '../../../test/support/tempdir.ts';
import type { Log } from '../../log.ts';
import { silent } from '../../log.ts';
import type { Collection } from '../collection.ts';
import { SqliteStore } from '../sqlite.ts';
import { SqliteFile } from './file.ts';
import { SqliteLog } from './log.ts';

interface Secret {
  readonly text?: string;
  readonly due?: number;
}

const secrets: Collection = {
  name: 'secret',
  columns: { due: { type: 'integer', index: 'present' } },
  isPersonal: true,
};
const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

describe('Records of people in a SQLite file', function () {
  this.timeout(60_000);
  let dir: string;
  let path: string;
  let file: SqliteFile;
  let store: SqliteStore<Secret>;
  const open = (collection = secrets, log: Log = silent) => {
    file = new SqliteFile(path, log);
    store = new SqliteStore<Secret>(file, new SqliteLog(file), collection);
  };
  beforeEach(() => {
    dir = newDir();
    path = join(dir, 'test.db');
  });
  afterEach(async () => {
    await file.close();
    removeDir(dir);
  });

  const idOf = (index: number) => hash(`id ${index}`);
  const textOf = (index: number) => hash(`text ${index}`).repeat(4);
  const keep = (index: number, expectedVersion = 0, padding = '') => {
    const state = { text: textOf(index) + padding };
    return store.commit({ id: idOf(index), expectedVersion, version: expectedVersion + 1, state, events: [] });
  };
  const erase = (index: number, expectedVersion = 1) => {
    const change = { expectedVersion, version: expectedVersion + 1, state: { due: 0 }, events: [] };
    return store.commit({ id: idOf(index), ...change });
  };
  const bytes = () => readFileSync(path, 'latin1') + readFileSync(`${path}-wal`, 'latin1');

  it('are in it no more once they were overwritten', async () => {
    open();
    await keep(1);
    await keep(2);
    assert.ok(bytes().includes(textOf(1)));
    await erase(1);
    assert.ok(!bytes().includes(textOf(1)));
    assert.ok(bytes().includes(textOf(2)));
  });

  it('stay in it for a while where nobody said that they are of people', async () => {
    open({ ...secrets, isPersonal: undefined as never });
    await keep(1);
    await erase(1);
    assert.ok(bytes().includes(textOf(1)));
  });

  it('are nowhere in it once they were deleted, not even where pages were split, and the others are as before', async () => {
    open();
    const all = Array.from({ length: 1_200 }, (_, index) => index);
    await Promise.all(all.map((index) => keep(index)));
    const grown = all.filter((index) => index % 7 === 0);
    await Promise.all(grown.map((index) => keep(index, 1, 'y'.repeat((index * 37) % 500))));
    const erased = all.filter((index) => index % 2 === 1);
    await Promise.all(erased.map((index) => erase(index, index % 7 === 0 ? 2 : 1)));
    assert.equal(await store.removeDue(Date.now(), 1_000), erased.length);
    const left = bytes();
    assert.deepEqual(
      erased.filter((index) => left.includes(textOf(index)) || left.includes(idOf(index))),
      [],
    );
    const found = await store.find({ sort: ['created'] });
    assert.equal(found.length, all.length - erased.length);
    assert.ok(found.every(({ text }, index) => text?.startsWith(textOf(2 * index))));
    assert.equal(await keep(1), true);
    assert.equal(await erase(0, 2), true);
    assert.equal(await store.removeDue(Date.now(), 1_000), 1);
    assert.equal(await store.removeDue(Date.now(), 1_000), 0);
  });

  it('are erased all the same while another program reads the file, and the log says what is left', async () => {
    const warnings: string[] = [];
    open(secrets, { ...silent, warn: (text: string) => warnings.push(text) } as Log);
    await keep(1);
    const reader = new DatabaseSync(path);
    reader.exec('BEGIN; SELECT * FROM secret');
    assert.equal(await erase(1), true);
    assert.match(warnings.join(), /test\.db: what was erased stays in its write-ahead log for now: another program/);
    reader.close();
    await erase(1, 2);
    assert.ok(!bytes().includes(textOf(1)));
  });
});
