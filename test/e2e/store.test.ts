import assert from 'node:assert/strict';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import type { TrialBalance } from '../../services/payment/payment.contract.ts';
import type { DashboardRow } from '../../services/store/dashboard/dashboard.contract.ts';
import type { PayRow } from '../../services/store/pay/pay.contract.ts';
import type { ProductView } from '../../services/store/product/product.contract.ts';
import type { ReservationView } from '../../services/store/reservation/reservation.contract.ts';
import { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { filesWith } from '../support/files.ts';
import { type Joined, joinedUntil, useJoined } from '../support/joined.ts';
import { becomes } from '../support/system.api.ts';

const sam = { customerId: 2, customerName: 'Samuel Park', customerPhone: '010-9837-0279' };
const milk = { productId: 1, productName: 'Milk', productPrice: 1_200 };
const bread = { productId: 3, productName: 'Bread', productPrice: 2_000 };
const cake = { productId: 4, productName: 'Cake', productPrice: 9_000 };
const snack = { productId: 2, productName: 'Snack', productPrice: 1_500 };

/** What customers and the manager do at a store, as the programs of the original store do. */
class Store extends Client {
  constructor(url: string) {
    super(`${url}/store`);
  }

  order(product: object, productQty: number, headers = {}) {
    return this.send<ProductView>('POST', '/product/order', { ...product, productQty }, headers);
  }

  reserve(product: object, qty: number, more: object = {}) {
    return this.send<ReservationView>('POST', '/reservation/order', { ...product, ...sam, qty, ...more });
  }

  pickUp(id: string, headers = {}, method = 'POST') {
    return this.send<ReservationView>(method, `/product/pickup/${id}`, undefined, headers);
  }

  cancel(id: string) {
    return this.send<ReservationView>('PATCH', `/reservation/cancel/${id}`);
  }

  /** Pieces that nobody has, by product. */
  left = async (): Promise<Record<string, number>> => {
    const { body } = await this.send<{ rows: ProductView[] }>('GET', '/product/list');
    return Object.fromEntries(body.rows.map(({ productName, productQty }) => [productName, productQty]));
  };

  rows = async (query: string) =>
    (await this.send<{ rows: DashboardRow[]; total: number }>('GET', `/dashboard/list${query}`)).body;

  async payments(id: string): Promise<string[]> {
    const { body } = await this.send<{ rows: PayRow[] }>('GET', `/pay/list?reserveId=${id}`);
    return body.rows.map(({ payStatus }) => payStatus);
  }

  /** Orders pieces of a product of which there were none, and waits until they are there. */
  async stock(product: { readonly productName: string }, productQty: number): Promise<void> {
    assert.equal((await this.order(product, productQty)).status, 201);
    await becomes(this.left, { [product.productName]: productQty });
  }

  row = async (id: string) => (await this.rows('/2')).rows.find((row) => row.id === id) as DashboardRow;
}

describe('The convenience store', function () {
  this.timeout(180_000);
  const joined = useJoined('store');
  const product = 'store.product';
  const groups = ['kakao', product, 'store.supplier', 'store.reservation', 'store.pay store.dashboard'];

  /** A store in which each service has found the others. */
  async function opened(url: string): Promise<Store> {
    const store = new Store(url);
    const isThere = { productId: 'warm-up', productName: 'Warm-up', productPrice: 1 };
    await eventually(async () => (await store.order(isThere, 1)).status === 201, 30_000);
    await eventually(async () => (await store.reserve(isThere, 1, { customerId: 'first' })).status === 201, 30_000);
    await becomes(async () => (await store.rows('/first')).rows.some(({ state }) => state === 'ready'), true);
    return store;
  }

  for (const scale of ['in one process', 'over NATS'] as const)
    describe(scale, () => {
      const shared = joinedUntil(after, ['store'], { SANDBOX: 'on' });
      let system: Joined;
      let store: Store;
      before(async () => {
        system = await (scale === 'over NATS' ? shared.overNats(...groups) : shared.inOneProcess());
        store = await opened(system.url);
      });
      afterEach(async () => {
        const { body } = await new Client(system.url).send<{ total: number }>('GET', '/admin/dead-letters');
        assert.equal(body.total, 0);
      });

      it('takes what is reserved from what is there, and gives it back or hands it over', async () => {
        await store.stock(milk, 10);
        const { status, body } = await store.reserve(milk, 2);
        assert.deepEqual([status, body.status, body.customerPhone], [201, 'RESERVE', '010-****-0279']);
        await becomes(store.left, { Milk: 8 });
        await becomes(() => store.row(body.id), {
          ...({ reserveStatus: 'RESERVE', totalPrice: 2_400, reserveQty: 2 } as const),
          customerPhone: '010-****-0279',
        });
        const cancelled = await store.cancel(body.id);
        assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'CANCEL']);
        assert.ok(cancelled.body.cancelDate);
        await becomes(store.left, { Milk: 10 });
        await becomes(() => store.row(body.id), { state: 'refunded', reserveStatus: 'CANCEL' });
        await becomes(() => store.payments(body.id), ['refunded']);
        const again = await store.cancel(body.id);
        assert.deepEqual([again.status, again.body.state], [409, 'refunded']);

        const { id } = (await store.reserve(milk, 3)).body;
        await becomes(() => store.row(id), { state: 'ready' });
        const contact = () => store.send<{ customerPhone: string }>('GET', `/reservation/contact/${id}`);
        assert.equal((await contact()).body.customerPhone, sam.customerPhone);
        assert.equal((await store.pickUp(id, {}, 'GET')).status, 405);
        const key = { 'idempotency-key': 'pick-up' };
        const picked = await store.pickUp(id, key);
        assert.deepEqual([picked.status, picked.body.status], [200, 'PICKUP']);
        assert.ok(picked.body.pickupDate);
        assert.deepEqual((await store.pickUp(id, key)).body, picked.body);
        const second = await store.pickUp(id);
        assert.deepEqual([second.status, second.body.state], [409, 'picked-up']);
        assert.equal((await store.cancel(id)).status, 409);
        await becomes(store.left, { Milk: 7 });
        await becomes(async () => (await contact()).status, 404);
        assert.deepEqual(filesWith(system.dir, /Samuel Park|010-?9837-?0279/), []);
      });

      it('charges its own price, whatever a body says, and tells of what was paid and what was not', async () => {
        await store.stock(bread, 10);
        const lee = { customerId: 'lee' };
        const cheap = await store.reserve({ ...bread, productPrice: 1 }, 2, lee);
        assert.deepEqual([cheap.status, cheap.body.type], [409, 'urn:yeyak:problem:store-product-differs']);
        const revealing = await store.reserve(bread, 1, { customerId: '010-5555-0279' });
        assert.equal(revealing.status, 422);
        assert.match(
          JSON.stringify(revealing.body),
          /'customerId' field must be an id that says nothing of the person/,
        );
        assert.deepEqual(filesWith(system.dir, /010-?5555-?0279/), []);
        const other = await store.reserve({ productId: '9' }, 1, lee);
        assert.deepEqual([other.status, other.body.type], [404, 'urn:yeyak:problem:store-product-not-found']);
        const { body } = await store.reserve({ productId: '3' }, 2, lee);
        assert.equal(body.totalPrice, 4_000);
        const client = new Client(system.url);
        await client.send('PATCH', '/admin/payment-sandbox', { mode: 'decline' });
        assert.equal((await store.reserve(bread, 1, lee)).status, 402);
        await client.send('PATCH', '/admin/payment-sandbox', { mode: 'approve' });
        const told = async () => {
          const { body } = await client.send<{ rows: KakaomsgView[] }>('GET', '/kakaomsgs?customerId=lee');
          return body.rows.map(({ status, state }) => `${status} ${state}`).sort();
        };
        await becomes(told, ['Paid sent', 'PaymentFailed sent']);
        await becomes(async () => (await store.rows('/lee')).total, 2);
      });

      it('sells 10 pieces to 10 of 200, and gives 190 their money back', async () => {
        await store.stock(cake, 10);
        const body = { ...cake, ...sam, customerId: 'crowd', qty: 1 };
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, index) =>
            store.postUntilAnswered('/reservation/order', body, `key-${index}`),
          ),
        );
        assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
        const count = async (state: string) => (await store.rows(`/crowd?state=${state}`)).total;
        await eventually(async () => (await count('ready')) === 10 && (await count('refunded')) === 190, 60_000);
        assert.deepEqual((await store.left()).Cake, 0);
        const { body: books } = await new Client(system.url).send<TrialBalance>('GET', '/admin/trial-balance');
        const { balanced, payments } = books;
        assert.ok(balanced);
        assert.ok(payments >= 201);
      });
    });

  async function apart() {
    const { url, processes, start } = await joined.overNats('payment', ...groups);
    const stop = async (name: string) => {
      processes.get(name)?.signal('SIGTERM');
      await processes.get(name)?.ended;
    };
    const store = await opened(url);
    await store.stock(milk, 10);
    await store.stock(snack, 20);
    return { store, stop, start };
  }

  it('reserves nothing while payment is away, and goes on when it is back', async () => {
    const { store, stop, start } = await apart();
    await stop('payment');
    for (const answer of [await store.reserve(milk, 2), await store.reserve(snack, 5)]) {
      assert.equal(answer.status, 503);
      assert.ok(Number(answer.retryAfter) > 0);
    }
    assert.equal((await store.rows('/2')).total, 0);
    await start('payment');
    await eventually(async () => (await store.reserve(milk, 2)).status === 201, 30_000);
    assert.equal((await store.reserve(snack, 5)).status, 201);
    await becomes(store.left, { Milk: 8, Snack: 15 });
  });

  it('takes reservations while products are away, and sets their pieces aside when they are back', async () => {
    const { store, stop, start } = await apart();
    await stop(product);
    for (const answer of [await store.reserve(milk, 2), await store.reserve(snack, 5)])
      assert.deepEqual([answer.status, answer.body.state], [201, 'reserved']);
    assert.equal((await store.send<{ total: number }>('GET', '/reservation/list?customerId=2')).body.total, 2);
    await start(product);
    await becomes(store.left, { Milk: 8, Snack: 15 });
    await becomes(async () => (await store.rows('/2')).rows.map(({ state }) => state), ['ready', 'ready']);
  });
});
