import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { customerviewActions } from './customerview/customerview.contract.ts';
import { type OrderView, orderActions } from './order/order.contract.ts';

/** What a customer does. */
export const marketCommands = commandsFor({ ...orderActions, ...customerviewActions }, [
  {
    command: 'order <customerId> <bookId> <qty>',
    description: 'Orders copies of a book (도서 주문)',
    run: async (call, { customerId = '', bookId = '', qty = '' }) =>
      describe(await call('market.order.request', { id: ulid(), customerId, bookId, qty: Number(qty) })),
  },
  {
    command: 'order-cancel <orderId>',
    description: 'Cancels an order (주문 취소)',
    run: async (call, { orderId = '' }) => describe(await call('market.order.cancel', { id: orderId })),
  },
  {
    command: 'orders <customerId>',
    description: "A customer's orders",
    async run(call, { customerId = '' }) {
      const { rows } = await call('market.customerview.list', { customerId });
      return rows.length === 0 ? `${customerId} has no orders.` : rows.map(describe).join('\n');
    },
  },
]);

function describe({ id, state, status, qty, bookId, customerId, amount }: OrderView): string {
  return `${id}  ${status ?? state}: ${qty} of ${bookId} for ${customerId}, ${amount} won`;
}
