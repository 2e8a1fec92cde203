import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventsOf } from '../../../test/support/events.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import type { DeadLetter } from '../../outbox/dead-letter.ts';
import { SqliteFile } from './file.ts';
import { SqliteLog } from './log.ts';
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

  it('from before dead letters had a table of their own keeps what was given up, and what was not', async () => {
    database.exec(`
      CREATE TABLE parked(
        consumer TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL,
        dueAt INTEGER NOT NULL, dead INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(consumer, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX "parked.dueAt" ON parked(consumer, dueAt) WHERE dead = 0;
    `);
    const [event] = eventsOf('r1');
    const park = database.prepare('INSERT INTO parked VALUES(?, ?, ?, ?, ?, ?, ?)');
    park.run('view:library.*', 7, JSON.stringify(event), 8, 1_000, 1, 'it failed');
    park.run('view:library.*', 8, JSON.stringify(event), 2, 2_000, 0, 'not yet');
    database.close();
    const file = new SqliteFile(path);
    const { parked, dead } = new SqliteLog(file);
    const letters: DeadLetter[] = [];
    for await (const letter of dead.list({})) letters.push(letter);
    const waiting = await parked.due('view:library.*', 9_000, 9);
    await file.close();
    assert.partialDeepStrictEqual(letters, [
      { consumer: 'view', type: event?.type, event: { id: 'r1-1' }, attempts: 8, at: 1_000, error: 'it failed' },
    ]);
    assert.deepEqual(
      waiting.map(({ seq, attempts }) => [seq, attempts]),
      [[8, 2]],
    );
  });

  it('that is newer is refused when the file is opened, which leaves it free for the newer program', () => {
    migrateFile(database, path, Array(7).fill('SELECT 1'));
    database.close();
    const refused = (error: Error) => error.message.startsWith(`${path} has schema version 8`);
    assert.throws(() => new SqliteFile(path), refused);
    assert.throws(() => new SqliteFile(path), refused);
  });
});
