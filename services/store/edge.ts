import { withNumbers, withTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** Bodies as the programs of the original store send them: numeric ids. What they say of ids and states is not theirs to say. */

export function acceptProductOrder({ id: _, ...order }: Given): Given {
  return withNumbers(withTexts(order, 'productId'), 'productPrice', 'productQty');
}

export function acceptReservation({ id: _, status: __, date: ___, ...asked }: Given): Given {
  return withNumbers(withTexts(asked, 'productId', 'customerId'), 'productPrice', 'qty');
}
