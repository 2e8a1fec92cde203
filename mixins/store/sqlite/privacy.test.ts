import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { SqliteFile } from './file.ts';
import { SqliteLog } from './log.ts';

describe('A database file', () => {
  const newDir = useTempDirs();
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const modes = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));

  let mask: number;
  beforeEach(() => {
    mask = process.umask(0o000);
  });
  afterEach(() => {
    process.umask(mask);
  });

  /** Opens the file, and writes to it, so that all that SQLite leaves beside it is there. */
  async function opened(path: string) {
    const warnings: string[] = [];
    const file = new SqliteFile(path, { info() {}, warn: (text) => warnings.push(text), error() {} });
    const log = new SqliteLog(file);
    log.saveCursor('any', 0);
    await file.write([[file.statement('SELECT 1')]]);
    return { file, warnings };
  }

  it('is readable by its owner alone, with all that lies beside it, and its folder too', async () => {
    const folder = join(newDir(), 'new', 'data');
    const { file, warnings } = await opened(join(folder, 'yeyak.db'));
    const found = modes(folder);
    assert.deepEqual(Object.keys(found).sort(), [
      'yeyak.db',
      'yeyak.db-shm',
      'yeyak.db-wal',
      'yeyak.db.lock',
      'yeyak.db.lock-journal',
      'yeyak.db.owner',
    ]);
    assert.deepEqual(new Set(Object.values(found)), new Set(['600']));
    assert.equal(modeOf(folder), '700');
    assert.deepEqual(warnings, []);
    await file.close();
  });

  /** A folder as an earlier version left it after a crash: all of it readable by everyone. */
  function openFolder(): string {
    const folder = join(newDir(), 'data');
    mkdirSync(folder, { mode: 0o755 });
    mkdirSync(join(folder, 'samples'), { mode: 0o755 });
    for (const suffix of ['', '.lock', '.owner']) writeFileSync(join(folder, `yeyak.db${suffix}`), '', { mode: 0o644 });
    return folder;
  }

  it('that others could read is closed to them, which is said once', async () => {
    const folder = openFolder();
    const path = join(folder, 'yeyak.db');
    const first = await opened(path);
    const { samples, ...found } = modes(folder);
    assert.deepEqual(new Set(Object.values(found)), new Set(['600']));
    assert.equal(samples, '755');
    assert.equal(modeOf(folder), '700');
    assert.equal(first.warnings.length, 1);
    assert.match(first.warnings[0] ?? '', /others could read yeyak\.db, yeyak\.db\.lock, yeyak\.db\.owner, the folder/);
    await first.file.close();
    const second = await opened(path);
    assert.deepEqual(second.warnings, []);
    await second.file.close();
  });

  it('in a folder with other things leaves that folder as it is', async () => {
    const folder = openFolder();
    writeFileSync(join(folder, 'letter.txt'), '');
    const { file } = await opened(join(folder, 'yeyak.db'));
    assert.equal(modeOf(folder), '755');
    assert.equal(modeOf(file.path), '600');
    await file.close();
  });

  it('in a folder that everyone shares leaves that folder as it is', async () => {
    const folder = join(newDir(), 'shared');
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
    const { file } = await opened(join(folder, 'yeyak.db'));
    assert.equal(modeOf(folder), '777');
    await file.close();
  });

  it('of another owner is used, with a warning that says what its owner can do', async function () {
    if (process.getuid?.() !== 0 || !process.seteuid || 'Deno' in globalThis) return this.skip();
    const folder = openFolder();
    const path = join(folder, 'yeyak.db');
    const nobody = 65_534;
    chmodSync(folder, 0o777);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666);
    chownSync(join(folder, 'yeyak.db.owner'), nobody, nobody);
    chmodSync(join(folder, '..'), 0o755);
    process.seteuid(nobody);
    try {
      const { file, warnings } = await opened(path);
      assert.match(warnings.join('\n'), new RegExp(`${path} can be read by others .*666.* chmod 600 ${path}`));
      assert.match(warnings.join('\n'), /others could read yeyak\.db\.owner;/);
      await file.close();
    } finally {
      process.seteuid(0);
    }
  });
});
