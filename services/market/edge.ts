import type { Given } from '../../mixins/system.ts';

/** Bodies as the programs of the original market send them: numeric ids, and a quantity as text. */
export function acceptOrder(body: Given): Given {
  const { id: _, status: __, ...order } = body;
  const { bookId, customerId, qty } = order;
  return {
    ...order,
    ...(typeof bookId === 'number' && { bookId: String(bookId) }),
    ...(typeof customerId === 'number' && { customerId: String(customerId) }),
    ...(typeof qty === 'string' && /^\d{1,4}$/.test(qty) && { qty: Number(qty) }),
  };
}
