import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { scripts } from '../support/script.ts';
import { Api, becomes } from '../support/system.api.ts';
import { startTime } from '../support/system.processes.ts';
import { useTempDirs } from '../support/tempdir.ts';

interface Shown {
  readonly id: string;
  readonly state: string;
}

class At extends Api {
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
}

describe('npm run repair', function () {
  this.timeout(60_000);
  const run = scripts();
  const newDir = useTempDirs();

  const started = async (DATA_DIR: string) => {
    const script = run('scripts/start.ts', [], { DATA_DIR });
    const [, url = ''] = await script.printed(/runs at (http:\S+), ready/, startTime);
    return { script, system: new At(url) };
  };

  it('makes up for events that the log of a single process has lost, and changes nothing the second time', async () => {
    const dir = newDir();
    const first = await started(dir);
    const rental = await first.system.reserved('kim', '1');
    const given = await first.system.reserved('lee', '2');
    for (const { id } of [rental, given]) await becomes(() => first.system.mypage(id), { state: 'ready' });
    await first.system.asked(given.id, 'cancel');
    await becomes(() => first.system.mypage(given.id), { state: 'refunded' });
    first.script.signal('SIGTERM');
    await first.script.ended;

    const database = new DatabaseSync(join(dir, 'yeyak.db'));
    database.exec(`DELETE FROM "mypage/mypage"`);
    database.close();
    const { script, system } = await started(dir);
    assert.equal((await system.send('GET', `/mypages/${rental.id}`)).status, 404);
    for (let time = 0; time < 2; time += 1) {
      const repair = run('scripts/repair.ts', [], { PORT: new URL(system.url).port });
      assert.equal(await repair.ended, 0, repair.output);
      assert.match(
        repair.output,
        / 2 of payment, 2 of registration\.approval, 2 of registration\.request, 2 of rental, 3 of screening\.hospital,/,
      );
      await becomes(() => system.mypage(rental.id), { state: 'ready', copy: 1 });
      await becomes(() => system.mypage(given.id), { state: 'refunded' });
    }
    const { body } = await system.send<{ steps: object[] }>('GET', `/rentals/${rental.id}/history`);
    assert.equal(body.steps.length, 3);
    script.signal('SIGTERM');
    await script.ended;
  });

  it('makes pieces, reservations, orders and deliveries agree again', async () => {
    const dir = newDir();
    const first = await started(dir);
    const sam = { customerId: 'sam', customerName: 'Sam', customerPhone: '010-9837-0279' };
    const made = async (path: string, body: object) => (await first.system.send<Shown>('POST', path, body)).body;
    const [forgotten, unheard] = [
      await made('/store/reservation/order', { productId: 'gimbap', ...sam, qty: 2 }),
      await made('/store/reservation/order', { productId: 'gimbap', ...sam, qty: 3 }),
    ];
    const order = await made('/market/orders', { bookId: '10', qty: 1, customerId: 'sam' });
    const reservation = (system: At) => () => system.get<Shown>(`/store/reservation/order/${unheard.id}`);
    const ordered = (system: At) => () => system.get<Shown>(`/market/orders/${order.id}`);
    const product = (system: At) => () => system.get<{ productQty: number }>('/store/product/list/gimbap');
    await becomes(product(first.system), { productQty: 95 });
    await becomes(reservation(first.system), { state: 'ready' });
    await becomes(ordered(first.system), { state: 'shipped' });
    first.script.signal('SIGTERM');
    await first.script.ended;

    const database = new DatabaseSync(join(dir, 'yeyak.db'));
    const change = (table: string, body: string, id: string) =>
      assert.equal(database.prepare(`UPDATE "${table}" SET body = ${body} WHERE id = ?`).run(id).changes, 1);
    change('store.product/product', `json_remove(body, '$.stock.granted."${forgotten.id}"')`, 'gimbap');
    change('store.reservation/reservation', `json_set(body, '$.state', 'reserved')`, unheard.id);
    change('market.order/order', `json_set(body, '$.state', 'paid')`, order.id);
    database.close();
    const { script, system } = await started(dir);
    assert.deepEqual([(await product(system)()).productQty, (await ordered(system)()).state], [97, 'paid']);
    for (let time = 0; time < 2; time += 1) {
      const repair = run('scripts/repair.ts', [], { PORT: new URL(system.url).port });
      assert.equal(await repair.ended, 0, repair.output);
      await becomes(product(system), { productQty: 95 });
      await becomes(reservation(system), { state: 'ready' });
      await becomes(ordered(system), { state: 'shipped' });
    }
    script.signal('SIGTERM');
    await script.ended;
  });

  it('says what it does, and what is missing where no system runs', async () => {
    const help = run('scripts/repair.ts', ['--help'], {});
    assert.equal(await help.ended, 0);
    assert.match(help.output, /^Usage: npm run repair\n/);
    const alone = run('scripts/repair.ts', [], { PORT: '9' });
    assert.equal(await alone.ended, 1);
    assert.match(alone.output, /No system answers at http:\/\/127\.0\.0\.1:9\. Start it with npm start/);
  });
});
