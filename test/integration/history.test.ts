import assert from 'node:assert/strict';
import historyService from '../../services/history/history.service.ts';
import type { RentalHistory } from '../../services/library/rental/rental.contract.ts';
import rentalService from '../../services/library/rental/rental.service.ts';
import paymentService from '../../services/payment/payment.service.ts';
import { eventually } from '../support/eventually.ts';
import { useNodes } from '../support/node.ts';

describe('The history of a rental', () => {
  const start = useNodes();

  it('is for that member only, and of one that was just made may have no steps yet', async () => {
    const { broker } = await start([rentalService, paymentService, historyService]);
    await broker.call('rental.reserve', { id: 'r1', memberId: 'kim', bookId: 'b1' });
    const asked = (onlyFor: string, id = 'r1') =>
      broker.call<RentalHistory, object>('rental.history', { id }, { meta: { onlyFor } });
    assert.equal((await asked('kim')).id, 'r1');
    await eventually(async () => (await asked('kim')).steps.length === 2);
    await assert.rejects(asked('lee'), { name: 'Refused', type: 'rental-not-found' });
    await assert.rejects(asked('kim', 'none'), { type: 'rental-not-found' });
  });
});
