import assert from 'node:assert/strict';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import { eachMarket } from '../support/market.scales.ts';
import { becomes } from '../support/system.api.ts';

describe('The settings of the market', () => {
  eachMarket({ MARKET_PRICE: '1500', REGISTRATION_AUTO_APPROVE: 'on' }, (at) => {
    it('say what a copy costs', async () => {
      const market = at();
      const order = { bookId: '10', qty: 2, customerId: 'kim' };
      const { body } = await market.send<OrderView>('POST', '/market/orders', order);
      assert.equal(body.amount, 3_000);
      const payment = await market.send<PaymentView>('GET', `/payments/${body.paymentId}`);
      assert.deepEqual([payment.body.state, payment.body.amount], ['captured', 3_000]);
    });

    it('approve new titles at once, where nobody has to look at them', async () => {
      const market = at();
      const { body } = await market.ask('99');
      await becomes(() => market.request(body.id), 'approved' as never);
      assert.equal(await market.approval(body.id), 'approved');
      assert.equal((await market.decide(body.id, 'N')).status, 409);
    });
  });
});
