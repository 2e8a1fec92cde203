import assert from 'node:assert/strict';
import { join } from 'node:path';
import { change, type Sample, samples } from '../../test/support/store.ts';
import { useTempDirs } from '../../test/support/tempdir.ts';
import type { StoreAdapter } from '../runtime.ts';
import { SqliteFile } from '../store/sqlite/file.ts';
import { SqliteLog } from '../store/sqlite/log.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { type Rebuild, rebuild } from './rebuild.ts';
import { SkippedEvents } from './skipped.ts';

describe('A rebuild', () => {
  const newDir = useTempDirs();
  const files: SqliteFile[] = [];
  const open = (path = join(newDir(), 'test.db')) => {
    const file = new SqliteFile(path);
    files.push(file);
    return { file, store: new SqliteStore<Sample>(file, new SqliteLog(file), samples) };
  };
  afterEach(() => Promise.all(files.splice(0).map((file) => file.close())));

  const row = (id: string, rank: number) => ({ id, version: 1, state: change(id, 0, { rank }).state });
  /** The steps, with rows `a` and `b` as what the events say. */
  const steps = (first: StoreAdapter<Sample>, more: Partial<Rebuild<Sample>> = {}) => {
    let live = first;
    return {
      live: () => live,
      async replay(store: StoreAdapter<Sample>) {
        await store.keepNewest(row('a', 1));
        await store.keepNewest(row('b', 2));
        return new Map();
      },
      switchTo(store: StoreAdapter<Sample>) {
        live = store;
      },
      skipped: new SkippedEvents(),
      tell() {},
      warn() {},
      ...more,
    };
  };

  it('replaces the rows by what the events say, and tells how many were different', async () => {
    const { store } = open();
    await store.keepNewest(row('a', 1));
    await store.keepNewest(row('b', 99));
    await store.keepNewest(row('ghost', 3));
    const making = steps(store);
    const { rows, differences } = await rebuild(making);
    assert.deepEqual({ rows, differences }, { rows: 2, differences: 2 });
    assert.deepEqual(
      (await making.live().find()).map(({ id, rank }) => [id, rank]),
      [
        ['a', 1],
        ['b', 2],
      ],
    );
  });

  it('heals rows that cannot be read', async () => {
    const { store, file } = open();
    for (const each of [row('a', 1), row('b', 2)]) await store.keepNewest(each);
    file.database.exec("UPDATE sample SET body = 'torn' WHERE id = 'b'");
    const making = steps(store);
    const { differences } = await rebuild(making);
    assert.equal(differences, 1);
    assert.equal((await making.live().findById('b'))?.rank, 2);
  });

  it('is what the next start opens', async () => {
    const { store, file } = open();
    await rebuild(steps(store));
    await file.close();
    assert.equal(await open(file.path).store.count(), 2);
  });

  it('applies once more what came while it switched', async () => {
    const { store } = open();
    let replays = 0;
    const making = steps(store, {
      async replay(target) {
        replays += 1;
        if (replays === 2) await target.keepNewest(row('late', 7));
        return new Map();
      },
    });
    await rebuild(making);
    assert.equal((await making.live().findById('late'))?.rank, 7);
  });

  it('that dies half way leaves the live rows, and the next one begins again', async () => {
    const { store, file } = open();
    await store.keepNewest(row('a', 5));
    const dying = steps(store, {
      async replay(target) {
        await target.keepNewest(row('half', 1));
        throw new Error('killed');
      },
    });
    await assert.rejects(rebuild(dying), /killed/);
    assert.deepEqual(
      (await store.find()).map(({ id }) => id),
      ['a'],
    );
    await file.close();
    const again = steps(open(file.path).store);
    await rebuild(again);
    assert.equal(await again.live().findById('half'), null);
    assert.equal(await again.live().count(), 2);
  });

  it('can be made again and again', async () => {
    const making = steps(open().store);
    for (const _ of [1, 2, 3]) await rebuild(making);
    assert.equal(await making.live().count(), 2);
  });
});
