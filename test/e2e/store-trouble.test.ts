import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Readiness } from '../../services/gateway/health.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import { eventually } from '../support/eventually.ts';
import { type Script, scripts } from '../support/script.ts';
import { useSmallDisks } from '../support/small-disk.ts';
import { damagePages } from '../support/sqlite.ts';
import { type Answer, Api, becomes, passes } from '../support/system.api.ts';
import { startTime } from '../support/system.processes.ts';
import { useTempDirs } from '../support/tempdir.ts';

class Started extends Api {
  readonly url: string;
  readonly script: Script;
  constructor(url: string, script: Script) {
    super();
    this.url = url;
    this.script = script;
  }

  /** Within so many milliseconds it says that it cannot serve, and why. */
  async unready(within: number, why: RegExp): Promise<void> {
    await eventually(async () => {
      const { status, body } = await this.send<Readiness>('GET', '/health/ready');
      return status === 503 && body.checks.some((check) => why.test(check.why ?? ''));
    }, within);
  }

  async ready(within: number): Promise<void> {
    await eventually(async () => (await this.send('GET', '/health/ready')).status === 200, within);
  }
}

describe('The trouble of a store', function () {
  this.timeout(60_000);
  const run = scripts();
  const newDir = useTempDirs();
  const newDisk = useSmallDisks();
  const launch = (DATA_DIR: string) => run('scripts/start.ts', [], { DATA_DIR });
  const started = async (dir: string) => {
    const script = launch(dir);
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, startTime);
    await script.printed(/npm start -- --help/, startTime);
    return new Started(url, script);
  };
  const fileIn = (dir: string) => join(dir, 'yeyak.db');
  const change = (dir: string, sql: string) => {
    const database = new DatabaseSync(fileIn(dir), { timeout: 5_000 });
    database.exec(sql);
    return database;
  };

  /** 503, says when to come again, and names no file. */
  function turnedAway(answer: Answer<unknown>): void {
    assert.equal(answer.status, 503, JSON.stringify(answer.body));
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.partialDeepStrictEqual(answer.body, { type: 'urn:yeyak:problem:unavailable' });
    assert.doesNotMatch(JSON.stringify(answer.body), /yeyak\.db|SQL|disk/);
  }

  describe('while it runs', () => {
    it('a full disk: nothing is half written, members are turned away, and served once there is room', async function () {
      const disk = newDisk(24);
      if (!disk) return this.skip();
      const system = await started(disk.path);
      const before = await system.reserved('kim', '1');
      const promised: string[] = [before.id];
      assert.equal((await system.send('GET', '/health/ready')).status, 200);
      disk.fill();
      await system.unready(5_000, /^The store of rental \(SQLite\) cannot be written: its disk is full\.$/);
      for (;;) {
        const answer = await system.reserve('lee', '2');
        if (answer.status === 201) {
          promised.push((answer.body as { id: string }).id);
          continue;
        }
        turnedAway(answer);
        break;
      }
      assert.match(system.script.output, /yeyak\.db cannot be written: database or disk is full/);
      assert.equal((await system.rental(before.id)).id, before.id);
      disk.makeRoom();
      await system.ready(5_000);
      await passes(async () => void (await system.reserved('park', '3')));
      assert.match(system.script.output, /yeyak\.db can be written again/);
      await passes(async () => {
        const rentals = await system.all<{ id: string; state: string }>('/rentals');
        const alive = rentals.filter(({ state }) => state === 'ready' || state === 'reserved').map(({ id }) => id);
        const others = rentals.filter(({ id }) => !alive.includes(id)).map(({ state }) => state);
        assert.deepEqual(new Set(others), others.length > 0 ? new Set(['abandoned']) : new Set());
        const captured = (await system.all<PaymentView>('/payments')).filter(({ state }) => state === 'captured');
        assert.deepEqual(captured.map(({ id }) => id).sort(), alive.sort());
        for (const id of promised) assert.ok(alive.includes(id), `${id} was answered with 201, and is lost`);
      });
    });

    it('a file that another program has locked: members are turned away in time, and served once it is free', async () => {
      const dir = newDir();
      const system = await started(dir);
      const other = change(dir, 'BEGIN IMMEDIATE');
      const answer = await system.reserve('kim', '1');
      turnedAway(answer);
      assert.ok(answer.ms < 10_000, `${answer.ms} ms`);
      assert.equal((await system.book('1')).id, '1');
      other.exec('ROLLBACK');
      other.close();
      await passes(async () => void (await system.reserved('lee', '1')));
    });

    it('a damaged record: it is refused, the others are served, and it too once it is repaired', async () => {
      const dir = newDir();
      const system = await started(dir);
      const [good, bad] = [await system.reserved('kim', '1'), await system.reserved('lee', '2')];
      await becomes(() => system.rental(bad.id), { state: 'ready' });
      change(dir, `UPDATE "rental/rental" SET body = '~' || body WHERE id = '${bad.id}'`).close();
      for (let time = 0; time < 10; time += 1) turnedAway(await system.send('GET', `/rentals/${bad.id}`));
      assert.equal((await system.rental(good.id)).id, good.id);
      await system.reserved('park', '3');
      assert.match(
        system.script.output,
        new RegExp(`yeyak\\.db, table rental/rental: the state of ${bad.id} cannot be read`),
      );
      change(dir, `UPDATE "rental/rental" SET body = substr(body, 2) WHERE id = '${bad.id}'`).close();
      assert.equal((await system.rental(bad.id)).id, bad.id);
    });
  });

  describe('at the start', () => {
    async function refused(dir: string, why: RegExp): Promise<void> {
      const script = launch(dir);
      assert.equal(await script.ended, 1, script.output);
      assert.match(script.output, why);
      assert.doesNotMatch(script.output, /\n +at /);
    }

    it('a file that is no database is refused by name', async () => {
      const dir = newDir();
      writeFileSync(fileIn(dir), 'no database '.repeat(1_000));
      await refused(dir, /yeyak\.db cannot be opened: file is not a database/);
    });

    it('a file whose tables are damaged is refused by name', async () => {
      const dir = newDir();
      const { script } = await started(dir);
      script.signal('SIGTERM');
      await script.ended;
      damagePages(fileIn(dir));
      await refused(dir, /yeyak\.db cannot be (opened|read): database disk image is malformed/);
    });

    it('a file that cannot be written is refused by name', async function () {
      const disk = newDisk(4);
      if (!disk && process.getuid?.() === 0) return this.skip();
      const dir = disk?.path ?? join(newDir(), 'data');
      if (!disk) mkdirSync(dir);
      writeFileSync(fileIn(dir), '');
      if (disk) disk.readOnly();
      else chmodSync(dir, 0o555);
      await refused(dir, /yeyak\.db\S* cannot be opened: /);
    });
  });
});
