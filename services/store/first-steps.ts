import { ulid } from 'ulid';
import type { FirstSteps } from '../../mixins/system.ts';
import { callProduct } from './product/product.contract.ts';

const samples = [
  { productId: 'gimbap', productName: '삼각김밥', productPrice: 1_400, productQty: 100 },
  { productId: 'ramen', productName: '컵라면', productPrice: 1_500, productQty: 100 },
  { productId: 'coffee', productName: '커피', productPrice: 2_000, productQty: 50 },
] as const;

export const storeFirstSteps: FirstSteps = {
  page: '/app/store',
  first: 'reserve a snack, and pick it up',
  async bringSamples(broker) {
    const { total } = await callProduct(broker, 'store.product.list', { pageSize: 1 });
    if (total > 0) return;
    for (const sample of samples) await callProduct(broker, 'store.product.order', { id: ulid(), ...sample });
  },
  steps({ url, json }) {
    const { productId, productName, productPrice } = samples[0];
    const customer = { customerId: 'kim', customerName: 'Kim', customerPhone: '010-1234-5678' };
    const body = JSON.stringify({ productId, productName, productPrice, ...customer, qty: 2 });
    return [
      ['Products', `curl ${url}/store/product/list`],
      ['Store', `curl -i ${url}/store/reservation/order ${json} '${body}'`],
      ['Dashboard', `curl ${url}/store/dashboard/list/kim`],
    ];
  },
};
