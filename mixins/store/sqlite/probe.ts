import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '../../log.ts';
import { WriteProbe } from '../write-probe.ts';
import type { Work } from './writer.ts';

/** What the probe needs of a file. */
interface ProbedFile {
  readonly path: string;
  readonly log: Log;
  readonly database: { exec(sql: string): void };
  statement(sql: string): number;
  write(work: Work): Promise<unknown>;
}

/** Bytes that are written: about as many as a change with its events, so that it fails when these do. */
const size = 32_768;
/** Bytes that must be left on the disk: a write may still pass without them, in room that the file has already. */
const smallestRoom = 2 ** 20;

/** A real write to a file, in a row that is always the same. */
export function sqliteProbe(file: ProbedFile): WriteProbe {
  file.database.exec('CREATE TABLE IF NOT EXISTS probe(id INTEGER PRIMARY KEY, filling BLOB NOT NULL) STRICT');
  const fill = file.statement(`INSERT OR REPLACE INTO probe VALUES(1, zeroblob(${size}))`);
  return new WriteProbe({
    name: file.path,
    kind: 'SQLite',
    log: file.log,
    async write() {
      const { bavail, bsize } = await statfs(dirname(file.path));
      if (bavail * bsize < smallestRoom) throw new Error('the disk is full');
      await file.write([[fill]]);
    },
    explain,
  });
}

/** SQLite's words for its result codes: errors lose the codes on their way out of the thread that writes. */
function explain(error: unknown): string {
  const { message } = error as Error;
  if (/full/.test(message)) return 'its disk is full';
  if (/readonly/.test(message)) return 'it can only be read';
  if (/locked/.test(message)) return 'another program holds it';
  return 'its disk refuses writes';
}
