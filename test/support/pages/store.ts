import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { DashboardRow } from '../../../services/store/dashboard/dashboard.contract.ts';
import type { ProductView } from '../../../services/store/product/product.contract.ts';
import type { ReservationView } from '../../../services/store/reservation/reservation.contract.ts';
import { becomes } from '../system.api.ts';
import type { System } from '../system.ts';

/** Whom the store calls. */
export const sam = { customerName: 'Samuel Park', customerPhone: '010-9837-0279' };
export const manager = { id: 'root', role: 'store.manager' } as const;

let products = 0;

/** What programs do at the store of a system, beside its pages. */
export function storeOf(system: System) {
  const leftOf = async ({ id }: ProductView) => (await system.get<ProductView>(`/store/product/list/${id}`)).productQty;
  const stateOf = async (id: string) =>
    (await system.get<ReservationView>(`/store/reservation/order/${id}`)).state as string;

  return {
    leftOf,
    stateOf,
    newPerson: () => ({ id: system.newMember(), role: 'member' }) as const,
    rowsOf: (customerId: string) => system.all<DashboardRow>(`/store/dashboard/list?customerId=${customerId}`),

    /** A product that nobody has used, of which there are so many pieces. */
    async newProduct(productQty: number, productPrice = 1_200): Promise<ProductView> {
      products += 1;
      const body = { productId: `page-${products}`, productName: `Milk no. ${products}`, productPrice, productQty };
      const { status, body: product } = await system.send<ProductView>('POST', '/store/product/order', body);
      assert.equal(status, 201);
      await becomes(() => leftOf(product), productQty);
      return product;
    },

    /** A reservation whose pieces are set aside. */
    async ready(customerId: string, { id: productId }: ProductView, qty: number): Promise<ReservationView> {
      const wanted = { productId, customerId, ...sam, qty };
      const { status, body } = await system.send<ReservationView>('POST', '/store/reservation/order', wanted);
      assert.equal(status, 201);
      await becomes(() => stateOf(body.id), 'ready');
      return body;
    },
  };
}

export function productOn(page: Page, { id }: ProductView): Locator {
  return page.locator(`[data-part="product:${id}"]`);
}

export function reservationOn(page: Page, { id }: { readonly id: string }): Locator {
  return page.locator(`[data-part="reservation:${id}"]`);
}

/** As a hand fills in a reservation, with the keyboard alone; leaves it before it is sent. */
export async function fillIn(page: Page, { productName }: ProductView, qty: string): Promise<void> {
  await page.getByRole('button', { name: `Reserve “${productName}”` }).focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog input[name="qty"]:focus').waitFor();
  for (const text of [qty, sam.customerName, sam.customerPhone]) {
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.locator('dialog button[type="submit"]:focus').waitFor();
}
