import type { CustomerRow } from '../../services/market/customerview/customerview.contract.ts';
import type { OrderView } from '../../services/market/order/order.contract.ts';
import { newKey } from '../kit/outbox/intent.ts';
import { submit } from '../kit/outbox/outbox.ts';
import { known } from '../kit/session/asking.ts';

/** What people want done with an order. What is refused is told by the kit. */

interface Wanted {
  readonly bookId: string;
  readonly qty: number;
  /** What the book is called. */
  readonly name: string;
  /** Where on the page it is asked for. */
  readonly about: string;
}

/** @returns the order; none when it was refused, or nobody said who they are */
export async function order({ bookId, qty, name, about }: Wanted): Promise<OrderView | undefined> {
  const customer = await known();
  if (!customer) return undefined;
  const body = { bookId, qty, customerId: customer.id };
  const intent = { key: newKey(), by: customer.id, about, name } as const;
  return submit<OrderView>({ ...intent, method: 'POST', path: '/market/orders', body }).catch(() => undefined);
}

/** @returns the order as it is then; none when that was refused */
export function cancel({ id, customerId }: CustomerRow, name: string): Promise<OrderView | undefined> {
  const path = `/market/orders/${encodeURIComponent(id)}`;
  const intent = { key: newKey(), by: customerId, about: `order:${id}`, name } as const;
  return submit<OrderView>({ ...intent, method: 'DELETE', path }).catch(() => undefined);
}
