import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventually } from '../../../test/support/eventually.ts';
import { fill, makeRoom } from '../../../test/support/sqlite.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { SqliteFile } from './file.ts';

describe('A file that takes no writes', () => {
  const newDir = useTempDirs();
  let file: SqliteFile;
  beforeEach(() => {
    file = new SqliteFile(join(newDir(), 'test.db'));
  });
  afterEach(() => file.close());

  const why = async () => {
    const state = await file.probe.state();
    return state.writable ? undefined : state.why;
  };

  it('says that its disk is full, and that it has room again', async () => {
    await fill(file);
    await eventually(async () => (await why()) === 'its disk is full');
    await makeRoom(file);
    await eventually(async () => (await why()) === undefined);
  });

  it('says that another program holds it, as long as that lasts', async () => {
    const other = new DatabaseSync(file.path);
    other.exec('BEGIN IMMEDIATE');
    await eventually(async () => (await why()) !== undefined);
    assert.match((await why()) ?? '', /another program holds it|does not answer in time/);
    other.exec('ROLLBACK');
    other.close();
    await eventually(async () => (await why()) === undefined);
  }).timeout(20_000);
});
