import assert from 'node:assert/strict';
import type { ProductView } from '../../../services/store/product/product.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { manager, reservationOn, storeOf } from '../../support/pages/store.ts';
import { becomes } from '../../support/system.api.ts';

describe('The pages of the manager of the store', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const { stateOf, newPerson, newProduct, ready } = storeOf(system);

    it('let the manager find a reservation by its number or its customer, and hand it over by keyboard', async () => {
      const milk = await newProduct(9);
      const kim = newPerson();
      const first = await ready(kim.id, milk, 2);
      const second = await ready(kim.id, milk, 3);
      await ready(newPerson().id, milk, 1);
      const page = await open('/app/store/dashboard', { as: manager });
      await reservationOn(page, second).waitFor();
      await page.getByLabel('Number of the reservation, or customer').focus();
      await page.keyboard.type(kim.id);
      await page.keyboard.press('Enter');
      await page.getByText('2 reservations', { exact: true }).waitFor();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(first.id.toLowerCase());
      await page.keyboard.press('Enter');
      await page.getByText('1 reservation', { exact: true }).waitFor();
      const row = reservationOn(page, first);
      await row.getByRole('heading', { name: `${milk.productName}, for ${kim.id}` }).waitFor();
      await row.getByText('S*********k · 010-****-0279').waitFor();
      assert.ok(!(await page.content()).includes('9837'));
      const button = row.getByRole('button', { name: `Handed over: “${milk.productName}” to S*********k` });
      await askAndConfirm(page, button, `2 pieces of “${milk.productName}” leave the store. This cannot be undone.`);
      await row.getByText('Picked up', { exact: true }).waitFor();
      assert.equal(await focusedPart(page), `reservation:${first.id}`);
      assert.equal(await stateOf(first.id), 'picked-up');
      await page.getByLabel('Number of the reservation, or customer').fill('');
      await page.getByLabel('State').selectOption('Picked up');
      await reservationOn(page, second).waitFor({ state: 'detached' });
      await row.waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('say what a reservation is when it can no longer be handed over', async () => {
      const milk = await newProduct(2);
      const kim = newPerson();
      const reservation = await ready(kim.id, milk, 1);
      const page = await open('/app/store/dashboard', { as: manager }, /409/);
      await reservationOn(page, reservation).getByRole('button').click();
      await system.send('PATCH', `/store/reservation/cancel/${reservation.id}`);
      await becomes(() => stateOf(reservation.id), 'refunded');
      await page.getByRole('dialog').getByRole('button', { name: 'Handed over' }).click();
      await page.getByText('This is no longer possible: it is refunded now.').waitFor();
    });

    it('let the manager order a new product, and more of it at another price', async () => {
      const page = await open('/app/store/stock', { as: manager });
      const another = page.getByRole('form', { name: 'A new product' });
      await another.getByLabel('Name').focus();
      for (const text of ['Banana', '900', '12']) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await page.getByText('12 pieces of “Banana” are ordered from the supplier.').waitFor();
      const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Banana' });
      await row.getByText('12 pieces left').waitFor();
      const more = page.getByRole('form', { name: 'Order of “Banana”' });
      await more.getByLabel('Price in won').fill('950');
      await more.getByLabel('Pieces to order').fill('8');
      await more.getByRole('button', { name: 'Order “Banana”' }).click();
      await row.getByText('20 pieces left').waitFor();
      await row.getByText('₩950 each · 0 pieces set aside').waitFor();
      const { rows } = await system.get<{ rows: ProductView[] }>('/store/product/list?pageSize=100');
      assert.equal(rows.filter(({ productName }) => productName === 'Banana').length, 1);
      await isAccessibleInEveryLook(page);
    });

    it('show the manager what was paid and given back, and keep these pages to the manager', async () => {
      const milk = await newProduct(5, 4_321);
      const kim = newPerson();
      const { id } = await ready(kim.id, milk, 1);
      const page = await open('/app/store/payments', { as: manager });
      const payment = page.getByRole('main').getByRole('listitem').filter({ hasText: id });
      await payment.getByText('₩4,321').waitFor();
      await payment.getByText('Paid', { exact: true }).waitFor();
      await system.send('PATCH', `/store/reservation/cancel/${id}`);
      await payment.getByText('Given back', { exact: true }).waitFor();
      await isAccessibleInEveryLook(page);
      const other = await open('/app/store/dashboard', { as: kim });
      for (const place of ['dashboard', 'stock', 'payments']) {
        await other.goto(`/app/store/${place}`);
        await other.getByText('This page is for the manager of the store.').waitFor();
      }
    });
  });
});
