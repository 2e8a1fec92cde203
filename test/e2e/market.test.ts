import assert from 'node:assert/strict';
import type { KakaomsgView } from '../../services/kakao/kakaomsg/kakaomsg.contract.ts';
import type { DeliveryView } from '../../services/market/delivery/delivery.contract.ts';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import type { ApprovalView } from '../../services/registration/approval/approval.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import { Client } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { useJoined } from '../support/joined.ts';
import { becomes } from '../support/system.api.ts';

/** What customers, publishers and reviewers do at a market. */
class Market extends Client {
  /** As the programs of the original market do. */
  order(customerId: number | string, headers = {}) {
    return this.send<OrderView>('POST', '/market/orders', { bookId: '10', qty: '1', customerId }, headers);
  }

  async states(customerId: string): Promise<string[]> {
    const { body } = await this.send<{ rows: OrderView[] }>('GET', `/market/mypages?customerId=${customerId}`);
    return body.rows.map(({ state }) => state);
  }

  async parcel(id: string): Promise<string | undefined> {
    return (await this.send<DeliveryView>('GET', `/market/deliveries/${id}`)).body.status;
  }

  ask(bookId: string) {
    return this.send<RequestView>('POST', '/market/regRequests', { bookId, bookNm: 'mybook', publId: '100' });
  }

  decide(reqReqId: string, appYn: 'Y' | 'N') {
    return this.send<ApprovalView>('POST', '/market/approves', { reqReqId, appYn, publId: '100' });
  }

  async request(id: string): Promise<string> {
    return (await this.send<RequestView>('GET', `/market/regRequests/${id}`)).body.state;
  }

  async approval(id: string): Promise<string> {
    return (await this.send<ApprovalView>('GET', `/market/approves/${id}`)).body.state;
  }

  /** Whatever was done: no event was given up. */
  async isSound(): Promise<void> {
    assert.equal((await this.send<{ total: number }>('GET', '/admin/dead-letters')).body.total, 0);
  }
}

describe('The book market, with registration', function () {
  this.timeout(180_000);
  const joined = useJoined('market', 'registration');
  const [delivery, approval] = ['market.delivery', 'registration.approval'] as const;
  const groups = [
    'kakao',
    'market.order market.customerview',
    delivery,
    'registration.request registration.pubview',
    approval,
  ];
  const scales = {
    'in one process': () => joined.inOneProcess(),
    'over NATS': () => joined.overNats(...groups),
  };

  for (const [scale, started] of Object.entries(scales))
    describe(scale, () => {
      let market: Market;
      beforeEach(async () => {
        market = new Market((await started()).url);
        await eventually(async () => (await market.order('first')).status === 201, 30_000);
        await eventually(async () => (await market.ask('first')).status === 201, 30_000);
      });

      it('sends what is paid, and gives the money back for what is cancelled', async () => {
        const orders = await Promise.all(Array.from({ length: 5 }, () => market.order(33)));
        assert.deepEqual(
          orders.map(({ status, body }) => [status, body.customerId, body.qty]),
          Array.from({ length: 5 }, () => [201, '33', 1]),
        );
        await becomes(() => market.states('33'), Array(5).fill('shipped'));
        const messages = async () => {
          const { body } = await market.send<{ rows: KakaomsgView[] }>('GET', '/kakaomsgs?customerId=33');
          return body.rows.map(({ status, message, state }) => `${status} ${message} ${state}`).sort();
        };
        const told = orders.map(({ body }) => `Shipped ${body.id} 33 Shipped... sent`).sort();
        await becomes(messages, told);
        const id = orders[0]?.body.id ?? '';
        const cancelled = await market.send<OrderView>('DELETE', `/market/orders/${id}`);
        assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'Cancelled']);
        await becomes(() => market.parcel(id), 'Cancelled' as never);
        const order = async () => {
          const { status, body } = await market.send<OrderView>('GET', `/market/orders/${id}`);
          return `${status} ${body.state}`;
        };
        await becomes(order, '200 refunded' as never);
        const again = await market.send<OrderView>('DELETE', `/market/orders/${id}`);
        assert.deepEqual([again.status, again.body.state], [409, 'refunded']);
        const key = { 'idempotency-key': 'once' };
        const both = [await market.order('kim', key), await market.order('kim', key)];
        assert.equal(new Set(both.map(({ body }) => body.id)).size, 1);
        await market.isSound();
      });

      it('makes two orders of one key that is used for a rental too, and gives both back', async () => {
        const key = { 'idempotency-key': 'shared' };
        const rental = await market.send<{ id: string }>('POST', '/rentals', { memberId: 'kim', bookId: '1' }, key);
        const order = await market.order('kim', key);
        assert.deepEqual([rental.status, order.status], [201, 201]);
        assert.notEqual(rental.body.id, order.body.id);
        const refunded = async (id: string) => (await market.send<PaymentView>('GET', `/payments/${id}`)).body.state;
        await market.send('PATCH', `/rentals/${rental.body.id}`, { reqState: 'cancel' });
        await market.send('DELETE', `/market/orders/${order.body.id}`);
        for (const { body } of [rental, order]) await becomes(() => refunded(body.id), 'refunded' as never);
        await market.isSound();
      });

      it('registers what the first reviewer approves, and what is cancelled beside that on both sides or on none', async () => {
        const { body } = await market.ask('99');
        assert.equal(body.state, 'requested');
        assert.equal((await market.decide(body.id, 'Y')).status, 201);
        const second = await market.decide(body.id, 'N');
        assert.deepEqual([second.status, second.body.state], [409, 'approved']);
        await becomes(() => market.request(body.id), 'approved' as never);
        const asked = await Promise.all(Array.from({ length: 50 }, (_, index) => market.ask(`b${index}`)));
        const ids = asked.map((answer) => answer.body.id);
        await Promise.all(
          ids.flatMap((id) => [market.send('DELETE', `/market/regRequests/${id}`), market.decide(id, 'Y')]),
        );
        const agreed = { approved: 'approved', cancelled: 'withdrawn' } as Record<string, string>;
        for (const id of ids)
          await eventually(async () => agreed[await market.request(id)] === (await market.approval(id)));
        await market.isSound();
      });
    });

  it('takes orders while delivery is away, and sends them when it is back', async () => {
    const system = await joined.overNats(...groups);
    const market = new Market(system.url);
    await eventually(async () => (await market.order('first')).status === 201, 30_000);
    system.processes.get(delivery)?.signal('SIGKILL');
    await system.processes.get(delivery)?.ended;
    const { status, body } = await market.order(33);
    assert.deepEqual([status, body.state], [201, 'paid']);
    await system.start(delivery);
    await becomes(() => market.states('33'), ['shipped']);
  });

  it('turns publishers away while nobody could review, and still cancels what they have asked for', async () => {
    const system = await joined.overNats(...groups);
    const market = new Market(system.url);
    await eventually(async () => (await market.ask('first')).status === 201, 30_000);
    const { body } = await market.ask('99');
    system.processes.get(approval)?.signal('SIGTERM');
    await system.processes.get(approval)?.ended;
    const { status, retryAfter } = await market.ask('98');
    assert.equal(status, 503);
    assert.ok(Number(retryAfter) > 0);
    assert.equal((await market.send('DELETE', `/market/regRequests/${body.id}`)).status, 200);
    await system.start(approval);
    await becomes(() => market.approval(body.id), 'withdrawn' as never);
    const rows = await market.send<{ total: number }>('GET', '/market/regRequests?bookId=98');
    assert.equal(rows.body.total, 0);
  });

  it('sells nothing that is not paid while the provider fails', async () => {
    const market = new Market((await joined.inOneProcess()).url);
    await market.send('PATCH', '/admin/payment-sandbox', { mode: 'fail' });
    const { status, retryAfter } = await market.order(33);
    assert.equal(status, 503);
    assert.ok(Number(retryAfter) > 0);
    await market.send('PATCH', '/admin/payment-sandbox', { mode: 'approve' });
    await becomes(() => market.states('33'), ['abandoned']);
    await market.isSound();
  });
});
