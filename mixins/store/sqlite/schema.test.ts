import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { SqliteFile } from './file.ts';
import { migrateFile } from './schema.ts';

describe('The schema of a SQLite file', () => {
  const newDir = useTempDirs();
  let path: string;
  let database: DatabaseSync;
  beforeEach(() => {
    path = join(newDir(), 'test.db');
    database = new DatabaseSync(path);
  });
  afterEach(() => {
    if (database.isOpen) database.close();
  });

  const addNote = 'ALTER TABLE record ADD COLUMN note TEXT';
  const fillNote = "UPDATE record SET note = 'none'";
  const version = () => (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  const makeRecords = () => database.exec('CREATE TABLE record(id TEXT); INSERT INTO record VALUES (1), (2)');
  const notes = () => database.prepare('SELECT note FROM record').all();

  it('of a new file is the newest, without migrations', () => {
    migrateFile(database, path, [addNote, fillNote]);
    assert.equal(version(), 3);
  });

  it('from before there were versions is the first', () => {
    makeRecords();
    migrateFile(database, path, []);
    assert.equal(version(), 1);
  });

  it('that is older is migrated, with its records', () => {
    makeRecords();
    migrateFile(database, path, [addNote]);
    assert.equal(version(), 2);
    migrateFile(database, path, [addNote, fillNote]);
    assert.equal(version(), 3);
    assert.deepEqual(
      notes().map((row) => row.note),
      ['none', 'none'],
    );
  });

  it('is left as it was when a migration fails, and the file is named', () => {
    makeRecords();
    const migrate = () => migrateFile(database, path, [addNote, 'UPDATE nothing SET a = 1']);
    assert.throws(migrate, (error: Error) => error.message.startsWith(path) && /nothing/.test(String(error.cause)));
    assert.equal(version(), 0);
    assert.throws(notes, /no such column/);
  });

  it('that is newer is refused when the file is opened, which leaves it free for the newer program', () => {
    migrateFile(database, path, Array(7).fill('SELECT 1'));
    database.close();
    const refused = (error: Error) => error.message.startsWith(`${path} has schema version 8`);
    assert.throws(() => new SqliteFile(path), refused);
    assert.throws(() => new SqliteFile(path), refused);
  });
});
