import assert from 'node:assert/strict';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { fillIn, productOn, storeOf } from '../../support/pages/store.ts';
import { becomes } from '../../support/system.api.ts';

describe('The pages of the convenience store, when a reservation fails,', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const { leftOf, newPerson, rowsOf, newProduct } = storeOf(system);

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
  });
});
