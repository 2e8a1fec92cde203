import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { startNode } from '../../config/node.ts';
import { SqliteFile } from '../../mixins/store/sqlite/file.ts';
import { SqliteLog } from '../../mixins/store/sqlite/log.ts';
import { eventually } from '../support/eventually.ts';
import { useTempDirs } from '../support/tempdir.ts';

/** A data folder whose tables were named after their collections alone, written by the program of commit 67ecda9. */
const written = readFileSync(new URL('../fixtures/data-67ecda9.sql', import.meta.url), 'utf8');
const names: readonly string[] = ['rental', 'payment', 'book', 'mypage', 'history', 'identity'];

describe('A data folder of an earlier Yeyak', function () {
  this.timeout(20_000);
  const newDir = useTempDirs();
  let dir: string;
  let path: string;
  let broker: ServiceBroker | undefined;
  beforeEach(() => {
    dir = newDir();
    path = join(dir, 'yeyak.db');
    read((database) => database.exec(written));
  });
  afterEach(async () => {
    await broker?.stop();
    broker = undefined;
  });

  const start = async () => {
    broker = await startNode(names, parseEnv({ DATA_DIR: dir, LOG_LEVEL: 'silent' }));
    return broker;
  };
  function read<Result>(look: (database: DatabaseSync) => Result): Result {
    const database = new DatabaseSync(path, { timeout: 5_000 });
    try {
      return look(database);
    } finally {
      database.close();
    }
  }
  const rows = (sql: string) =>
    read((database) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row })),
    );

  it('keeps the records of every service', async () => {
    const { call } = bound(await start());
    const states = {
      'fixture-ready': 'ready',
      'fixture-waiting': 'waiting',
      'fixture-rented': 'rented',
      'fixture-cancelled': 'refunded',
      'fixture-refused': 'refunded',
    };
    for (const [id, state] of Object.entries(states)) {
      assert.equal((await call('rental.get', { id })).state, state);
      assert.equal((await call('mypage.get', { id })).state, state);
      assert.equal((await call('payment.get', { id })).orderId, id);
      assert.notDeepEqual((await call('rental.history', { id })).steps, []);
    }
    assert.equal((await call('book.get', { id: '2' })).title, '소년이 온다');
    assert.equal((await call('identity.get', { id: 'kim' })).role, 'member');
    const clients = await call('identity.listClients', {});
    assert.deepEqual(
      (clients as unknown as { id: string }[]).map(({ id }) => id),
      ['kiosk'],
    );
  });

  it('finds titles by words that were not kept before (S1)', async () => {
    const { call } = bound(await start());
    for (const search of ['소년이온다', '온다 소년이'.normalize('NFD'), '한강 소년'])
      assert.partialDeepStrictEqual(await call('book.list', { search }), { rows: [{ id: '2' }], total: 1 });
  });

  it('goes on where it was: a return frees the copy, and the next one is told', async () => {
    const { call } = bound(await start());
    await call('rental.transition', { id: 'fixture-ready', reqState: 'cancel' });
    await eventually(async () => (await call('mypage.get', { id: 'fixture-waiting' })).state === 'ready');
  });

  it('keeps cursors, dead letters and the live generation of a view', async () => {
    // Payment no longer listens to cancellations.
    const cursors = rows("SELECT * FROM cursor WHERE consumer <> 'payment:library.rental.cancelled'");
    const dead = rows('SELECT * FROM dead ORDER BY id');
    assert.equal(dead.length, 3);
    await start();
    await broker?.stop();
    assert.deepEqual(rows('SELECT * FROM dead ORDER BY id'), dead);
    const kept = new Map(rows('SELECT * FROM cursor').map(({ consumer, seq }) => [consumer, seq]));
    for (const { consumer, seq } of cursors) assert.equal(kept.get(consumer), seq, String(consumer));
    assert.deepEqual(rows('SELECT * FROM live'), [{ name: 'mypage/mypage', generation: 1 }]);
    const tables = rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('mypage', 'mypage/mypage', 'mypage__1', 'mypage/mypage__1')",
    );
    assert.deepEqual(tables, [{ name: 'mypage/mypage__1' }]);
  });

  it('has the indices of its tables under their new names, and no others', async () => {
    await start();
    const indices = rows("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
    const ofRentals = indices.filter(({ tbl_name }) => tbl_name === 'rental/rental').map(({ name }) => name);
    assert.deepEqual(ofRentals.sort(), ['rental/rental.due', 'rental/rental.place', 'rental/rental.state']);
    const strange = indices.filter(({ name, tbl_name }) => !String(name).startsWith(`${tbl_name}.`));
    assert.deepEqual(strange, []);
  });

  it('rebuilds a view from its log', async () => {
    const { call } = bound(await start());
    await call('mypage.rebuild', {});
    assert.equal((await call('mypage.get', { id: 'fixture-rented' })).state, 'rented');
  });

  it('keeps what waits to be published, and what waits for its next attempt', async () => {
    const parked = `INSERT INTO parked VALUES('mypage:library.rental.*', 38, '{}', 3, ${Number.MAX_SAFE_INTEGER}, 'failed')`;
    read((database) => database.exec(`INSERT INTO cursor VALUES('relay', 36); ${parked}`));
    const file = new SqliteFile(path);
    const log = new SqliteLog(file);
    const pending = await log.pending(10);
    assert.deepEqual(
      pending.map(({ event }) => `${event.source}/${event.id}`),
      ['/payment/fixture-cancelled-3', '/rental/fixture-cancelled-5'],
    );
    assert.equal(log.parked.next('mypage:library.rental.*'), Number.MAX_SAFE_INTEGER);
    await file.close();
  });
});

type Answer = Readonly<Record<string, unknown>>;

function bound(broker: ServiceBroker) {
  return { call: (action: string, params: object) => broker.call<Answer, object>(action, params) };
}
