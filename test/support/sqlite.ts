import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { SqliteStore } from '../../mixins/store/sqlite.ts';
import { type Sample, type StoreHarness, samples } from './store.ts';
import { newDir, removeDir } from './tempdir.ts';

export const harness: StoreHarness = {
  module: import.meta.url,
  async newPlace() {
    return newDir();
  },
  async open(place, collection = samples) {
    const file = new SqliteFile(join(place, 'test.db'));
    return {
      store: new SqliteStore<Sample>(file, new SqliteLog(file), collection),
      close: () => file.close(),
    };
  },
  async removePlace(place) {
    removeDir(place);
  },
  async damage(place, id) {
    const write = (body: string) => {
      const database = new DatabaseSync(join(place, 'test.db'), { timeout: 1_000 });
      const { body: before } = database.prepare('SELECT body FROM sample WHERE id = ?').get(id) as { body: string };
      database.prepare('UPDATE sample SET body = ? WHERE id = ?').run(body, id);
      database.close();
      return before;
    };
    const before = write('{"rank": 1, "no');
    return async () => void write(before);
  },
};

/** Appends events that no record is written with. */
export function appendTo(file: SqliteFile, log: SqliteLog) {
  file.database.exec('CREATE TABLE IF NOT EXISTS appended(first TEXT NOT NULL) STRICT');
  const note = file.statement('INSERT INTO appended VALUES(?)');
  return async (...events: Envelope[]): Promise<void> => {
    await log.append([note, events[0]?.id ?? ''], events);
  };
}

/** Lets the file grow no more, as a full disk does. */
export async function fill(file: SqliteFile): Promise<void> {
  await file.write([[file.statement('PRAGMA max_page_count = 1')]]);
}

export async function makeRoom(file: SqliteFile): Promise<void> {
  await file.write([[file.statement('PRAGMA max_page_count = 4294967294')]]);
}

/** Ends the thread that writes, as a fault in it would. */
export async function killWriter(file: SqliteFile): Promise<void> {
  const { writer } = file as unknown as { writer: { worker: Worker } };
  await writer.worker.terminate();
}

/** Overwrites the pages of tables that hold several rows, as a broken disk does; the file must be closed. */
export function damagePages(path: string): void {
  const pageSize = 4_096;
  const bytes = readFileSync(path);
  const isLeaf = (page: number) => bytes[page * pageSize] === 0x0d && bytes.readUInt16BE(page * pageSize + 3) > 1;
  for (let page = 2; page * pageSize < bytes.length; page += 1)
    if (isLeaf(page)) bytes.fill(0xa5, page * pageSize, (page + 1) * pageSize);
  writeFileSync(path, bytes);
}
