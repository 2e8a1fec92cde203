import assert from 'node:assert/strict';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import type { RequestView } from '../../services/registration/request/request.contract.ts';
import { eventually } from '../support/eventually.ts';
import type { Market } from '../support/market.client.ts';
import { eachMarket } from '../support/market.scales.ts';
import { becomes } from '../support/system.api.ts';

/** What the stopped service was needed for is refused, with a word on when to come back. */
function isRefused({ status, body, retryAfter }: Awaited<ReturnType<Market['order']>>, type: string): void {
  assert.deepEqual([status, body.type], [503, `urn:yeyak:problem:${type}`]);
  assert.ok(Number(retryAfter) > 0);
}

describe('A market of which a service is stopped', () => {
  eachMarket({}, (at) => {
    let market: Market;
    before(() => {
      market = at();
    });
    const laboratory = (what: 'disturb' | 'calm', body?: object) =>
      market.send('POST', `/admin/laboratory/${what}`, body);
    const stop = async (service: string) => {
      const answer = await laboratory('disturb', { service, way: 'stop', seconds: 120 });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    };
    const calm = async () => {
      assert.equal((await laboratory('calm')).status, 200);
    };
    afterEach(async () => {
      await calm();
      await market.send('PATCH', '/admin/payment-sandbox', { mode: 'approve' });
      await market.isSound();
    });

    it('sells nothing without payment, and says what is missing', async () => {
      await stop('payment');
      let taken = 0;
      await eventually(async () => {
        const { status } = await market.order('poor');
        taken += status === 201 ? 1 : 0;
        return status === 503;
      }, 30_000);
      isRefused(await market.order('poor'), 'market-payment-unavailable');
      const { body } = await market.send<{ rows: OrderView[] }>('GET', '/market/orders?customerId=poor&pageSize=100');
      const paid = body.rows.filter(({ state }) => state === 'paid' || state === 'shipped');
      assert.equal(paid.length, taken);
      await calm();
      await eventually(async () => (await market.order('rich')).status === 201, 60_000);
    });

    it('sells nothing while the provider of payments fails', async () => {
      await market.send('PATCH', '/admin/payment-sandbox', { mode: 'fail' });
      isRefused(await market.order('unlucky'), 'market-payment-unavailable');
      await market.send('PATCH', '/admin/payment-sandbox', { mode: 'approve' });
      await becomes(() => market.states('unlucky'), ['abandoned']);
    });

    it('takes orders without delivery, and sends them when it is back', async () => {
      await eventually(async () => (await market.order('before')).status === 201, 60_000);
      await stop('market.delivery');
      const { status, body } = await market.order('patient');
      assert.deepEqual([status, body.state], [201, 'paid']);
      await calm();
      await becomes(() => market.states('patient'), ['shipped']);
    });

    it('turns publishers away without reviewers, and still cancels what they have asked for', async () => {
      const { body } = await market.ask('99');
      await stop('registration.approval');
      await eventually(async () => (await market.ask('98')).status === 503, 30_000);
      const turnedAway = await market.ask('97');
      assert.deepEqual([turnedAway.status, turnedAway.body.type], [503, 'urn:yeyak:problem:registration-unavailable']);
      assert.equal((await market.withdraw(body.id)).status, 200);
      await calm();
      await becomes(() => market.approval(body.id), 'withdrawn' as never);
      const rows = await market.send<{ rows: RequestView[] }>('GET', '/market/regRequests?bookId=97');
      assert.deepEqual(
        rows.body.rows.filter(({ state }) => state === 'requested'),
        [],
      );
    });
  });
});
