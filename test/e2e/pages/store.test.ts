import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { DashboardRow } from '../../../services/store/dashboard/dashboard.contract.ts';
import type { ProductView } from '../../../services/store/product/product.contract.ts';
import type { ReservationView } from '../../../services/store/reservation/reservation.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

const sam = { customerName: 'Samuel Park', customerPhone: '010-9837-0279' };

describe('The pages of the convenience store', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const manager = { id: 'root', role: 'store.manager' } as const;
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;
    let products = 0;

    /** A product that nobody has used, of which there are so many pieces. */
    async function newProduct(productQty: number, productPrice = 1_200): Promise<ProductView> {
      products += 1;
      const body = { productId: `page-${products}`, productName: `Milk no. ${products}`, productPrice, productQty };
      const { status, body: product } = await system.send<ProductView>('POST', '/store/product/order', body);
      assert.equal(status, 201);
      await becomes(() => leftOf(product), productQty);
      return product;
    }

    const leftOf = async ({ id }: ProductView) =>
      (await system.get<ProductView>(`/store/product/list/${id}`)).productQty;
    const stateOf = async (id: string) =>
      (await system.get<ReservationView>(`/store/reservation/order/${id}`)).state as string;
    const rowsOf = (id: string) => system.all<DashboardRow>(`/store/dashboard/list?customerId=${id}`);

    async function reserved(customerId: string, { id: productId }: ProductView, qty: number): Promise<ReservationView> {
      const body = { productId, customerId, ...sam, qty };
      const { status, body: reservation } = await system.send<ReservationView>(
        'POST',
        '/store/reservation/order',
        body,
      );
      assert.equal(status, 201);
      return reservation;
    }

    async function ready(customerId: string, product: ProductView, qty: number): Promise<ReservationView> {
      const reservation = await reserved(customerId, product, qty);
      await becomes(() => stateOf(reservation.id), 'ready');
      return reservation;
    }

    const productOn = (page: Page, { id }: ProductView) => page.locator(`[data-part="product:${id}"]`);
    const reservationOn = (page: Page, { id }: { readonly id: string }) =>
      page.locator(`[data-part="reservation:${id}"]`);

    /** As a hand does it, with the keyboard alone; leaves it before it is sent. */
    async function fillIn(page: Page, { productName }: ProductView, qty: string): Promise<void> {
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

    it('let a customer reserve by keyboard, tell the price before, and keep name and phone out of the browser', async () => {
      const milk = await newProduct(10);
      const kim = newPerson();
      const addresses: string[] = [];
      const page = await open('/app/store', { as: kim });
      page.on('request', (request) => addresses.push(request.url()));
      await productOn(page, milk).getByText('₩1,200 each').waitFor();
      await productOn(page, milk).getByText('10 pieces left').waitFor();
      await fillIn(page, milk, '2');
      await page.getByRole('button', { name: 'Reserve and pay ₩2,400' }).waitFor();
      await isAccessibleInEveryLook(page);
      await page.keyboard.press('Enter');
      await page.getByText(`You have reserved 2 pieces of “${milk.productName}” and paid ₩2,400.`).waitFor();
      await productOn(page, milk).getByText('8 pieces left').waitFor();
      assert.equal(await focusedPart(page), `product:${milk.id}`);
      await page.getByRole('link', { name: 'See my reservations' }).focus();
      await page.keyboard.press('Enter');
      const mine = page.getByRole('main').getByRole('listitem').filter({ hasText: milk.productName });
      await mine.getByText('2 pieces · ₩2,400').waitFor();
      await mine.getByText('Ready to pick up', { exact: true }).waitFor();
      await mine.getByText('S*********k · 010-****-0279').waitFor();
      const kept = await page.evaluate(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie, location.href])',
      );
      const places = [String(kept), ...addresses].join('\n');
      for (const secret of ['Samuel', '9837', '1200', '2400'])
        assert.ok(!places.includes(secret), `${secret} is in ${places}`);
    });

    it('let a customer cancel, after asking, and see the money come back', async () => {
      const milk = await newProduct(5);
      const kim = newPerson();
      const reservation = await ready(kim.id, milk, 3);
      const page = await open('/app/store/mine', { as: kim, language: 'ko' });
      const mine = reservationOn(page, reservation);
      await mine.getByText('찾아갈 수 있음', { exact: true }).waitFor();
      const button = page.getByRole('button', { name: `“${milk.productName}” 예약 취소` });
      await askAndConfirm(page, button, '₩3,600을 돌려받고');
      await mine.getByText('환불됨', { exact: true }).waitFor();
      await mine.getByText('₩3,600을 돌려받았습니다.').waitFor();
      assert.equal(await focusedPart(page), `reservation:${reservation.id}`);
      await becomes(() => leftOf(milk), 5);
      await page.locator('summary').click();
      await page.locator('.story li').nth(4).waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('change as reservations and stock do', async () => {
      const milk = await newProduct(4);
      const kim = newPerson();
      const [page, shop] = [await open('/app/store/mine', { as: kim }), await open('/app/store')];
      await page.getByText('You have reserved nothing yet.').waitFor();
      await productOn(shop, milk).getByText('4 pieces left').waitFor();
      const reservation = await ready(kim.id, milk, 4);
      const mine = reservationOn(page, reservation);
      await mine.getByText('Ready to pick up', { exact: true }).waitFor();
      await productOn(shop, milk).getByText('Sold out').waitFor();
      assert.equal(await productOn(shop, milk).getByRole('button').isDisabled(), true);
      await system.send('POST', `/store/product/pickup/${reservation.id}`);
      await mine.getByText('Picked up', { exact: true }).waitFor();
      assert.equal(await mine.getByRole('button').count(), 0);
    });

    it('give the money back when others were faster, and say what to do', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      const page = await open('/app/store', { as: kim });
      await fillIn(page, milk, '3');
      await ready(newPerson().id, milk, 1);
      await page.keyboard.press('Enter');
      await page.getByText('You have reserved 3 pieces').waitFor();
      await page.getByRole('link', { name: 'See my reservations' }).click();
      await page
        .getByText(
          'Others were faster: too few pieces were left. You have got ₩3,600 back. Reserve fewer, or come back when there are more.',
        )
        .waitFor();
      assert.equal(await leftOf(milk), 2);
    });

    it('take no more pieces than there are', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      const page = await open('/app/store', { as: kim });
      await fillIn(page, milk, '4');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('input[name="qty"]').evaluate((input) => input.matches(':invalid')), true);
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await rowsOf(kim.id), []);
    });

    it('charge no other price than the one that was shown', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      const page = await open('/app/store', { as: kim }, /409/);
      await fillIn(page, milk, '1');
      const { id: productId, productName } = milk;
      const dearer = { productId, productName, productPrice: 1_300, productQty: 1 };
      assert.equal((await system.send('POST', '/store/product/order', dearer)).status, 201);
      // The price is known to reservations when the pieces are there.
      await becomes(() => leftOf(milk), 4);
      await productOn(page, milk).getByText('₩1,300 each').waitFor();
      await page.getByRole('button', { name: 'Reserve and pay ₩1,200' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('The price or the name has changed meanwhile, and nothing is reserved.').waitFor();
      assert.deepEqual(await rowsOf(kim.id), []);
      await page.getByRole('button', { name: `Reserve “${productName}”` }).click();
      await page.getByRole('button', { name: 'Reserve and pay ₩1,300' }).click();
      await page.getByText(`You have reserved 1 piece of “${productName}” and paid ₩1,300.`).waitFor();
    });

    it('say in words that payment was declined, and reserve nothing', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      await system.provider({ mode: 'decline' });
      const page = await open('/app/store', { as: kim }, /402/);
      await fillIn(page, milk, '1');
      await page.keyboard.press('Enter');
      await page.getByText('The payment was declined, and nothing is reserved.').waitFor();
      await page.goto('/app/store/mine');
      const mine = page.getByRole('main').getByRole('listitem').filter({ hasText: milk.productName });
      await mine.getByText('The payment was declined, and nothing was charged.').waitFor();
      assert.equal(await mine.getByRole('button').count(), 0);
      assert.equal(await leftOf(milk), 3);
    });

    it('keep what payment does not answer until the customer sends it again', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      await system.provider({ mode: 'fail' });
      const page = await open('/app/store', { as: kim }, /503/);
      await fillIn(page, milk, '1');
      await page.keyboard.press('Enter');
      await productOn(page, milk).getByText('Payment does not answer, and nothing is reserved.').waitFor();
      await isAccessibleInEveryLook(page);
      await system.provider({ mode: 'approve' });
      // Until the first attempt is settled, payment is not asked again.
      await becomes(async () => (await rowsOf(kim.id)).map(({ state }) => state), ['abandoned']);
      await productOn(page, milk).getByRole('button', { name: 'Try again' }).click();
      await page.getByText(`You have reserved 1 piece of “${milk.productName}”`).waitFor();
    });

    it('say that reservations are away, and show products while they are', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      const page = await open('/app/store', { as: kim }, /503/);
      await fillIn(page, milk, '1');
      const stop = { service: 'store.reservation', way: 'stop', seconds: 60 };
      assert.equal((await system.send('POST', '/admin/laboratory/disturb', stop)).status, 200);
      try {
        await page.keyboard.press('Enter');
        await productOn(page, milk).getByText('Nothing was done. Try again in a moment.').waitFor();
        await productOn(page, milk).getByText('3 pieces left').waitFor();
      } finally {
        await system.send('POST', '/admin/laboratory/calm');
      }
      await productOn(page, milk).getByRole('button', { name: 'Try again' }).click();
      await page.getByText(`You have reserved 1 piece of “${milk.productName}”`).waitFor();
      assert.equal((await rowsOf(kim.id)).length, 1);
    });

    it('reserve once what the network has swallowed, keep nothing of it in the browser, and ask before it is lost', async () => {
      const milk = await newProduct(3);
      const kim = newPerson();
      const page = await open('/app/store', { as: kim }, /ERR_FAILED/);
      let swallowed = 0;
      await page.route('**/store/reservation/order', async (route) => {
        swallowed += 1;
        if (swallowed > 1) return route.continue();
        await route.fetch();
        return route.abort('failed');
      });
      await page.clock.install();
      await fillIn(page, milk, '2');
      await page.keyboard.press('Enter');
      await productOn(page, milk).getByText('No connection. It is sent by itself').waitFor();
      assert.ok(!String(await page.evaluate('JSON.stringify({ ...localStorage })')).includes('Samuel'));
      const leaving = 'dispatchEvent(new Event("beforeunload", { cancelable: true }))';
      assert.equal(await page.evaluate(leaving), false);
      await page.clock.runFor(4_000);
      await page.getByText(`You have reserved 2 pieces of “${milk.productName}”`).waitFor();
      assert.equal(await page.evaluate(leaving), true);
      assert.equal(swallowed, 2);
      assert.deepEqual(
        (await rowsOf(kim.id)).map(({ reserveQty }) => reserveQty),
        [2],
      );
    });

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

    it('ask a stranger who they are before they reserve, and show the store on the home page', async () => {
      const milk = await newProduct(5);
      const page = await open('/app/');
      const card = page.getByRole('listitem', { name: 'Convenience store' });
      await card.getByText('Try this: reserve two pieces of a product').waitFor();
      await card.getByRole('link', { name: 'My reservations' }).click();
      await page.getByText('Say who you are, to see your reservations.').waitFor();
      await page.getByRole('link', { name: 'Products', exact: true }).click();
      await page.getByRole('button', { name: `Reserve “${milk.productName}”` }).click();
      await page.getByRole('dialog').getByLabel('Member id').fill(system.newMember());
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Reserve and pay ₩1,200' }).waitFor();
    });
  });
});
