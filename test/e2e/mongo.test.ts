import assert from 'node:assert/strict';
import { describeMongo, useMongo } from '../support/mongo.ts';
import { usePostgres } from '../support/postgres.ts';
import { becomes, passes } from '../support/system.api.ts';
import { audit } from '../support/system.audit.ts';
import { newSystem } from '../support/system.scales.ts';
import type { ClusterSystem } from '../support/system.ts';

describeMongo('A system with rentals, books and my page on MongoDB, and payments on PostgreSQL', () => {
  const documents = useMongo();
  const ledger = usePostgres();
  let system: ClusterSystem;

  before(async function () {
    this.timeout(60_000);
    system = newSystem.inFourServices({ STORE_URL: documents.url, PAYMENT_STORE_URL: ledger.url });
    await system.start();
  });
  after(() => system?.stop());
  afterEach(() => system.restore());

  it('lends a book, and shows each step on my page', async () => {
    const member = system.newMember();
    const bookId = await system.newTitle(1);
    const { id } = await system.reserved(member, bookId);
    await becomes(() => system.mypage(id), { state: 'ready', bookStatus: 'reserved', copy: 1 });
    await system.asked(id, 'rental');
    await becomes(() => system.mypage(id), { state: 'rented', reqState: 'rental', bookStatus: 'rentaled' });
    await becomes(() => system.book(bookId), { available: 0, bookStatus: 'rentaled' });
    await system.asked(id, 'return');
    await becomes(() => system.mypage(id), { state: 'returned', reqState: 'return', bookStatus: 'returned' });
    await becomes(() => system.book(bookId), { available: 1, bookStatus: 'returned' });
    assert.equal((await system.payment(id)).state, 'captured');
    assert.deepEqual(
      (await system.mypages(member)).map((page) => page.id),
      [id],
    );
  }).timeout(30_000);

  it('refunds what is cancelled, and gives the copy to who waits', async () => {
    const bookId = await system.newTitle(1);
    const first = await system.reserved(system.newMember(), bookId);
    await becomes(() => system.mypage(first.id), { state: 'ready' });
    const second = await system.reserved(system.newMember(), bookId);
    await becomes(() => system.mypage(second.id), { state: 'waiting', position: 1 });
    await system.asked(first.id, 'cancel');
    await becomes(() => system.mypage(first.id), { state: 'refunded', bookStatus: 'refunded' });
    await becomes(() => system.mypage(second.id), { state: 'ready', copy: 1 });
  }).timeout(30_000);

  it('finds and pages the catalogue', async () => {
    const titles = ['가람', '나래', '다솜'].map((title, index) => ({
      id: `ko-${index}`,
      title,
      authors: 'Kim',
      copies: 1,
    }));
    // One after another: those of one request are written side by side, in any order.
    for (const title of titles) await system.catalogue(title);
    const { rows } = await system.get<{ rows: { id: string }[] }>(`/books?search=${encodeURIComponent('나래')}`);
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['ko-1'],
    );
    const ids = (await system.all<{ id: string }>('/books?sort=-created')).map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 3), ['ko-2', 'ko-1', 'ko-0']);
  }).timeout(30_000);

  it('adds up, though services are killed under load', async () => {
    const titles = await Promise.all([1, 2, 3].map(() => system.newTitle(5)));
    let running = true;
    let reserved = 0;
    const clients = Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let turn = 0; running; turn += 1) {
          const { status } = await system.reserve(system.newMember(), String(titles[turn % titles.length]));
          if (status === 201) reserved += 1;
        }
      }),
    );
    const more = (count: number, goal = reserved + count) => passes(async () => assert.ok(reserved >= goal));
    for (const service of ['book', 'rental'] as const) {
      await more(20);
      await system.killService(service);
      await system.startService(service);
    }
    await more(20);
    running = false;
    await clients;
    await passes(async () => void (await audit(system)), 40_000);
  }).timeout(120_000);
});
