import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventsOf } from '../../../test/support/events.ts';
import { useTempDirs } from '../../../test/support/tempdir.ts';
import { SqliteFile } from './file.ts';
import { SqliteLog } from './log.ts';

describe('A SQLite log that has lost its end', () => {
  const newDir = useTempDirs();
  const warnings: string[] = [];
  const open = (path: string) => {
    const file = new SqliteFile(path, { info() {}, warn: (text) => warnings.push(text), error() {} });
    return { file, log: new SqliteLog(file) };
  };

  it('is read again from its beginning by those who were beyond its end, which is said', async () => {
    const path = join(newDir(), 'test.db');
    const first = open(path);
    await first.log.appendAlone(eventsOf('a', 7));
    first.log.saveCursor('ahead:>', 7);
    first.log.saveCursor('behind:>', 3);
    for (const sql of ['DELETE FROM log WHERE seq > 4', "UPDATE sqlite_sequence SET seq = 4 WHERE name = 'log'"])
      await first.file.write([[first.file.statement(sql)]]);
    await first.file.close();

    const { file, log } = open(path);
    assert.deepEqual([log.cursor('ahead:>'), log.cursor('behind:>')], [0, 3]);
    assert.match(warnings.join(), /lost its end, and is read again from its beginning by ahead:>$/);
    await file.close();
  });
});
