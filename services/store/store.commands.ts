import { ulid } from 'ulid';
import { commandsFor } from '../../mixins/console.ts';
import { dashboardActions } from './dashboard/dashboard.contract.ts';
import { type ProductView, productActions } from './product/product.contract.ts';
import { type ReservationView, reservationActions } from './reservation/reservation.contract.ts';

/** What a customer and the manager of the store do. */
export const storeCommands = commandsFor({ ...productActions, ...reservationActions, ...dashboardActions }, [
  {
    command: 'store-order <productId> <productName> <productPrice> <productQty>',
    description: 'Orders pieces of a product from the supplier (상품 주문)',
    run: async (call, { productId = '', productName = '', productPrice = '', productQty = '' }) => {
      const ordered = { productId, productName, productPrice: Number(productPrice), productQty: Number(productQty) };
      return shown(await call('store.product.order', { id: ulid(), ...ordered }));
    },
  },
  {
    command: 'store-products',
    description: 'Products, with the pieces that are left (상품 목록)',
    async run(call) {
      const { rows } = await call('store.product.list', {});
      return rows.length === 0 ? 'The store has no products.' : rows.map(shown).join('\n');
    },
  },
  {
    command: 'store-reserve <customerId> <customerName> <customerPhone> <productId> <qty>',
    description: 'Reserves pieces of a product (상품 예약)',
    run: async (call, { customerId = '', customerName = '', customerPhone = '', productId = '', qty = '' }) => {
      const asked = { customerId, customerName, customerPhone, productId, qty: Number(qty) };
      return describe(await call('store.reservation.order', { id: ulid(), ...asked }));
    },
  },
  {
    command: 'store-cancel <reserveId>',
    description: 'Cancels a reservation (예약 취소)',
    run: async (call, { reserveId = '' }) => describe(await call('store.reservation.cancel', { id: reserveId })),
  },
  {
    command: 'store-pickup <reserveId>',
    description: 'Records that the customer has the pieces (픽업)',
    run: async (call, { reserveId = '' }) => describe(await call('store.reservation.pickUp', { id: reserveId })),
  },
  {
    command: 'store-dashboard [customerId]',
    description: 'Reservations as they stand, of all or of one customer (예약 현황)',
    async run(call, { customerId }) {
      const { rows } = await call('store.dashboard.list', customerId ? { customerId } : {});
      if (rows.length === 0) return 'There are no reservations.';
      return rows
        .map(({ reserveStatus: status, reserveQty: qty, ...row }) =>
          describe({ ...row, qty, ...(status && { status }) }),
        )
        .join('\n');
    },
  },
]);

type Described = Pick<ReservationView, 'id' | 'state' | 'status' | 'qty' | 'productName' | 'customerId' | 'totalPrice'>;

function describe({ id, state, status, qty, productName, customerId, totalPrice }: Described): string {
  return `${id}  ${status ?? state}: ${qty} of ${productName} for ${customerId}, ${totalPrice} won`;
}

function shown({ id, productName, productPrice, productQty, reservedQty, orderedQty }: ProductView): string {
  return `${id}  ${productName}, ${productPrice} won: ${productQty} left, ${reservedQty} reserved, ${orderedQty} ordered`;
}
