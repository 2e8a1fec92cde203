import assert from 'node:assert/strict';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import { EventStream } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import type { Market } from '../support/market.client.ts';
import { eachMarket } from '../support/market.scales.ts';
import { becomes } from '../support/system.api.ts';

describe('The book market, with registration', () => {
  eachMarket({}, (at) => {
    let market: Market;
    before(() => {
      market = at();
    });
    afterEach(() => market.isSound());

    it('sends what is paid, and gives the money back for what is cancelled', async () => {
      const orders = await Promise.all(Array.from({ length: 5 }, () => market.order(33)));
      assert.deepEqual(
        orders.map(({ status, body }) => [status, body.customerId, body.qty]),
        Array.from({ length: 5 }, () => [201, '33', 1]),
      );
      await becomes(() => market.states('33'), Array(5).fill('shipped'));
      const told = orders.map(({ body }) => `Shipped ${body.id} 33 Shipped... sent`).sort();
      await becomes(() => market.messages('33'), told);
      const id = orders[0]?.body.id ?? '';
      const cancelled = await market.cancel(id);
      assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'Cancelled']);
      await becomes(() => market.parcel(id), 'Cancelled' as never);
      const order = async () => {
        const { status, body } = await market.send<OrderView>('GET', `/market/orders/${id}`);
        return `${status} ${body.state}`;
      };
      await becomes(order, '200 refunded' as never);
      const again = await market.cancel(id);
      assert.deepEqual([again.status, again.body.state], [409, 'refunded']);
    });

    it('makes one order of a request that comes twice', async () => {
      const key = { 'idempotency-key': 'once' };
      const both = [await market.order('kim', key), await market.order('kim', key)];
      assert.equal(new Set(both.map(({ body }) => body.id)).size, 1);
    });

    it('makes two orders of one key that is used for a rental too, and gives both back', async () => {
      const key = { 'idempotency-key': 'shared' };
      await market.send('PUT', '/books', {
        titles: [{ id: 'emma', title: 'Emma', authors: 'Jane Austen', copies: 5 }],
      });
      const rental = await market.send<{ id: string }>('POST', '/rentals', { memberId: 'kim', bookId: 'emma' }, key);
      const order = await market.order('kim', key);
      assert.deepEqual([rental.status, order.status], [201, 201]);
      assert.notEqual(rental.body.id, order.body.id);
      for (const { body } of [rental, order]) assert.equal(await market.payment(body.id), 'captured');
      await market.send('PATCH', `/rentals/${rental.body.id}`, { reqState: 'cancel' });
      await market.cancel(order.body.id);
      for (const { body } of [rental, order]) await becomes(() => market.payment(body.id), 'refunded' as never);
    });

    it('shows a customer each change of an order as it happens', async () => {
      const stream = await new EventStream().open(`${market.url}/market/mypages/stream?customerId=watcher`);
      try {
        const { body } = await market.order('watcher');
        const seen = () =>
          stream.messages
            .filter(({ data }) => data.includes(body.id))
            .map(({ data }) => /"state":"([a-z]+)"/.exec(data)?.[1]);
        await eventually(() => seen().at(-1) === 'shipped', 30_000);
        await market.cancel(body.id);
        await eventually(() => seen().at(-1) === 'refunded', 30_000);
        const all = ['requested', 'paid', 'shipped', 'cancelled', 'refunded'];
        const order = seen().map((state) => all.indexOf(state ?? ''));
        assert.deepEqual(
          order,
          order.toSorted((one, other) => one - other),
        );
        await market.order('somebody-else');
        assert.ok(!stream.messages.some(({ data }) => data.includes('somebody-else')));
      } finally {
        stream.close();
      }
    });

    it('registers what the first reviewer approves; the second is told so, also by the same word', async () => {
      const { body } = await market.ask('99');
      assert.equal(body.state, 'requested');
      const both = await Promise.all(['Y', 'Y'].map((word) => market.decide(body.id, word as 'Y')));
      assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
      const second = await market.decide(body.id, 'N');
      assert.deepEqual([second.status, second.body.state], [409, 'approved']);
      await becomes(() => market.request(body.id), 'approved' as never);
    });

    it('answers a reviewer who sends the same decision again as at first', async () => {
      const { body } = await market.ask('98');
      const key = { 'idempotency-key': `decision-${body.id}` };
      const both = [await market.decide(body.id, 'N', key), await market.decide(body.id, 'N', key)];
      assert.deepEqual(
        both.map((answer) => [answer.status, answer.body.state]),
        [
          [201, 'rejected'],
          [201, 'rejected'],
        ],
      );
    });

    it('ends with a request and an approval that agree when a title is cancelled beside its approval, 50 times', async () => {
      const asked = await Promise.all(Array.from({ length: 50 }, (_, index) => market.ask(`b${index}`)));
      const ids = asked.map(({ body }) => body.id);
      await Promise.all(ids.flatMap((id) => [market.withdraw(id), market.decide(id, 'Y')]));
      const agreed = { approved: 'approved', cancelled: 'withdrawn' } as Record<string, string>;
      for (const id of ids)
        await eventually(async () => agreed[await market.request(id)] === (await market.approval(id)), 30_000);
    });
  });
});
