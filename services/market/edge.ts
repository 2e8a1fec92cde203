import { withNumbers, withTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** Bodies as the programs of the original market send them: numeric ids, and a quantity as text. */
export function acceptOrder({ id: _, status: __, ...order }: Given): Given {
  return withNumbers(withTexts(order, 'bookId', 'customerId'), 'qty');
}
