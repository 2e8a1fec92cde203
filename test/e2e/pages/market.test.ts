import assert from 'node:assert/strict';
import type { OrderView } from '../../../services/market/order/order.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('The pages of the book market', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;

    async function ordered(customerId: string, bookId: string, qty = 1): Promise<OrderView> {
      const { status, body } = await system.send<OrderView>('POST', '/market/orders', { bookId, qty, customerId });
      assert.equal(status, 201);
      return body;
    }

    const stateOf = async (id: string) => (await system.get<OrderView>(`/market/orders/${id}`)).state;

    it('let a customer find a book and order copies of it by keyboard, and see them on their way', async () => {
      const { title } = await system.book(await system.newTitle());
      const kim = newPerson();
      const page = await open('/app/market', { as: kim });
      await page.getByText('A copy costs ₩1,000.').waitFor();
      await page.getByLabel('Title or author').focus();
      await page.keyboard.type(title);
      await page.keyboard.press('Enter');
      const form = page.getByRole('form', { name: `Order of “${title}”` });
      await form.getByLabel('Copies').focus();
      await page.keyboard.press('ArrowUp');
      await form.getByText('Order for ₩2,000').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText(`You have ordered 2 copies of “${title}” for ₩2,000.`).waitFor();
      await isAccessibleInEveryLook(page);
      await page.getByRole('link', { name: 'See my orders' }).focus();
      await page.keyboard.press('Enter');
      const order = page.getByRole('main').getByRole('listitem').filter({ hasText: title });
      await order.getByText('2 copies · ₩2,000').waitFor();
      await order.getByText('Shipped', { exact: true }).waitFor();
    });

    it('let a customer cancel by keyboard, after asking, and see the money come back', async () => {
      const { id: bookId, title } = await system.book(await system.newTitle());
      const kim = newPerson();
      const { id } = await ordered(kim.id, bookId, 3);
      await becomes(() => stateOf(id), 'shipped' as never);
      const page = await open('/app/market/orders', { as: kim, language: 'ko' });
      await page.getByText('배송 시작').waitFor();
      await askAndConfirm(page, page.getByRole('button', { name: `“${title}” 주문 취소` }), '₩3,000을 돌려받습니다.');
      await page.getByText('환불됨').waitFor();
      assert.equal(await focusedPart(page), `order:${id}`);
      await page.locator('summary').click();
      await page.locator('.story li').nth(4).waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('change as an order does', async () => {
      const kim = newPerson();
      const page = await open('/app/market/orders', { as: kim });
      await page.getByText('You have ordered nothing yet.').waitFor();
      const { id } = await ordered(kim.id, 'no-title-of-ours');
      const order = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Book no-title-of-ours' });
      await order.getByText('Shipped', { exact: true }).waitFor();
      await system.send('DELETE', `/market/orders/${id}`);
      await order.getByText('Refunded', { exact: true }).waitFor();
    });

    it('say in words that payment was declined, and order nothing', async () => {
      const kim = newPerson();
      await system.provider({ mode: 'decline' });
      const page = await open('/app/market', { as: kim }, /402/);
      const form = page.locator('[data-part="book"]');
      await form.getByLabel('Number of the book').fill('no-77');
      await form.getByRole('button', { name: 'Order for ₩1,000' }).click();
      await page.getByText('The payment was declined, and nothing is ordered.').waitFor();
      await page.goto('/app/market/orders');
      const order = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Book no-77' });
      await order.getByText('Payment declined', { exact: true }).waitFor();
      assert.equal(await order.getByRole('button').count(), 0);
    });

    it('keep an order that payment does not answer, until the customer sends it again', async () => {
      const kim = newPerson();
      await system.provider({ mode: 'fail' });
      const page = await open('/app/market', { as: kim }, /503/);
      const form = page.locator('[data-part="book"]');
      await form.getByLabel('Number of the book').fill('no-78');
      await form.getByRole('button', { name: 'Order for ₩1,000' }).click();
      await form.getByText('Payment does not answer, and nothing is ordered.').waitFor();
      await isAccessibleInEveryLook(page);
      await system.provider({ mode: 'approve' });
      // Until the first attempt is settled, payment is not asked again.
      const states = async () => (await system.all<OrderView>('/market/orders?bookId=no-78')).map(({ state }) => state);
      await becomes(states, ['abandoned']);
      await form.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('You have ordered 1 copy of “Book no-78” for ₩1,000.').waitFor();
    });

    it('ask a stranger who they are before they order, and show the market on the home page', async () => {
      const { title } = await system.book(await system.newTitle());
      const page = await open('/app/');
      const card = page.getByRole('listitem', { name: 'Book market' });
      await card.getByText('Try this: order two copies of a book').waitFor();
      await card.getByRole('link', { name: 'My orders' }).click();
      await page.getByText('Say who you are, to see your orders.').waitFor();
      await page.getByRole('link', { name: 'Books', exact: true }).click();
      await page.getByLabel('Title or author').fill(title);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: `Order for ₩1,000: “${title}”` }).click();
      await page.getByRole('dialog').getByLabel('Member id').fill(system.newMember());
      await page.keyboard.press('Enter');
      await page.getByText(`You have ordered 1 copy of “${title}”`).waitFor();
    });
  });
});
