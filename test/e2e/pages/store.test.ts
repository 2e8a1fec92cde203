import assert from 'node:assert/strict';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { fillIn, productOn, reservationOn, storeOf } from '../../support/pages/store.ts';
import { becomes } from '../../support/system.api.ts';

describe('The pages of the convenience store', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const { leftOf, newPerson, rowsOf, newProduct, ready } = storeOf(system);

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
