import assert from 'node:assert/strict';
import { evolveAll } from '../../../mixins/kernel/decider.ts';
import type { DeliveryEvent } from './delivery.contract.ts';
import { delivery, restateDelivery } from './delivery.ts';

describe('A delivery of the market', () => {
  const data = { orderId: 'o1', bookId: '10', qty: 1, customerId: '33' };

  it('says again what it is, for who has not heard of it', () => {
    for (const type of ['market.delivery.shipped', 'market.delivery.cancelled'] as const) {
      const event: DeliveryEvent = { type, data };
      assert.deepEqual(restateDelivery(evolveAll(delivery, delivery.initial, [event])), event);
    }
    assert.equal(restateDelivery(delivery.initial), undefined);
  });
});
