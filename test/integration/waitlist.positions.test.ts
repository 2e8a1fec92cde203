import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import type { WaitlistView } from '../../services/library/book/book.contract.ts';
import book from '../../services/library/book/book.service.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import mypage from '../../services/library/mypage/mypage.service.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import rental from '../../services/library/rental/rental.service.ts';
import payment from '../../services/payment/payment.service.ts';
import { eventually } from '../support/eventually.ts';
import { useNodes } from '../support/node.ts';
import { randomly } from '../support/random.ts';

/** All rows of a list of a service. */
async function all<Row>(broker: ServiceBroker, action: string, query: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const found = await broker.call<{ rows: Row[]; totalPages: number }, object>(action, {
      ...query,
      page,
      pageSize: 100,
    });
    rows.push(...found.rows);
    pages = found.totalPages;
  }
  return rows;
}

describe('A title that thousands wait for', function () {
  this.timeout(120_000);
  const start = useNodes();

  it('shows each its position though hundreds have left, and tells those who stay nothing', async () => {
    const { broker, log } = await start([book, rental, mypage, payment]);
    await broker.call('book.catalogue', { id: 'dune', title: 'Dune', authors: 'Frank Herbert', copies: 10 });
    const ids = Array.from({ length: 3_000 }, (_, index) => `r${index}`);
    for (let first = 0; first < ids.length; first += 100)
      await Promise.all(
        ids
          .slice(first, first + 100)
          .map((id) => broker.call('rental.reserve', { id, memberId: `member-${id}`, bookId: 'dune' })),
      );
    const settled = async (waiting: number) => {
      const { total } = await broker.call<{ total: number }, object>('rental.list', { state: 'waiting' });
      const { total: refunded } = await broker.call<{ total: number }, object>('rental.list', { state: 'refunded' });
      return total === waiting && refunded === 2_990 - waiting;
    };
    await eventually(() => settled(2_990), 60_000);
    const before = log.end();

    const { waiting } = await broker.call<WaitlistView, object>('book.waitlist', { id: 'dune' });
    const next = randomly(20_261_126);
    const left = new Set<string>();
    while (left.size < 500) left.add(waiting[Math.floor(next() * waiting.length)]?.rentalId ?? assert.fail());
    await Promise.all([...left].map((id) => broker.call('rental.transition', { id, reqState: 'cancel' })));
    await eventually(() => settled(2_490), 60_000);

    const staying = waiting.filter(({ rentalId }) => !left.has(rentalId));
    const expected = new Map(staying.map(({ rentalId }, index) => [rentalId, index + 1]));
    const positions = (rows: readonly { id: string; position?: number; state: string }[]) =>
      new Map(rows.flatMap(({ id, position, state }) => (state === 'waiting' ? [[id, position] as const] : [])));
    const inOrder = (found: Map<string, unknown>) => new Map([...expected.keys()].map((id) => [id, found.get(id)]));
    assert.deepEqual(inOrder(positions(await all<RentalView>(broker, 'rental.list', { state: 'waiting' }))), expected);
    const pages = async () => positions(await all<MypageView>(broker, 'mypage.list', {}));
    await eventually(async () => (await pages()).size === 2_490, 60_000);
    assert.deepEqual(inOrder(await pages()), expected);
    const now = await broker.call<WaitlistView, object>('book.waitlist', { id: 'dune' });
    assert.deepEqual(new Map(now.waiting.map(({ rentalId, position }) => [rentalId, position])), expected);
    for (const { rentalId: id } of [staying[0], staying[1_000], staying.at(-1)].flatMap((one) => one ?? [])) {
      assert.equal((await broker.call<RentalView, object>('rental.get', { id })).position, expected.get(id));
      assert.equal((await broker.call<MypageView, object>('mypage.get', { id })).position, expected.get(id));
    }

    const events = () => log.read(before, 100_000).flatMap(({ event }) => (typeof event === 'string' ? [] : [event]));
    const ofTheTitle = () => events().filter(({ source }) => source === '/book');
    await eventually(() => ofTheTitle().length >= 500);
    assert.equal(ofTheTitle().length, 500);
    const ofStaying = events().filter(({ subject, data }) =>
      expected.has((data as { rentalId?: string }).rentalId ?? subject),
    );
    assert.deepEqual(ofStaying, []);
  });
});
