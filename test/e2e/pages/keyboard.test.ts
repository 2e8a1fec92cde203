import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('By keyboard', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;
    const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

    it('the focus stays at the title that was reserved, and what it has become is announced', async () => {
      const { id, title } = await system.book(await system.newTitle());
      const page = await open(`/app/library?q=${encodeURIComponent(title)}`, { as: newPerson() });
      await page.getByRole('button', { name: `Reserve “${title}”` }).focus();
      await page.keyboard.press('Enter');
      await status(page, `“${title}” is ready for you.`);
      assert.equal(await focusedPart(page), `book:${id}`);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate('document.activeElement.textContent'), 'See my page');
    });

    it('the focus stays at the title when the reader had to say first who they are', async () => {
      const { id, title } = await system.book(await system.newTitle());
      const page = await open(`/app/library?q=${encodeURIComponent(title)}`);
      await page.getByRole('button', { name: `Reserve “${title}”` }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByLabel('Member id').fill(system.newMember());
      await page.keyboard.press('Enter');
      await status(page, `“${title}” is ready for you.`);
      assert.equal(await focusedPart(page), `book:${id}`);
    });

    it('the focus stays at the title whose queue was joined from a question', async () => {
      const { id, title } = await system.book(await system.newTitle());
      const page = await open(`/app/library?q=${encodeURIComponent(title)}`, { as: newPerson() }, /409/);
      const button = page.getByRole('button', { name: `Reserve “${title}”` });
      await page.route('**/books?ids=*', (route) => route.abort());
      await button.focus();
      const other = await system.reserved(system.newMember(), id);
      await becomes(() => system.rental(other.id), { state: 'ready' });
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Join the queue as 1st' }).focus();
      await page.keyboard.press('Enter');
      await status(page, `You are in the queue for “${title}”.`);
      assert.equal(await focusedPart(page), `book:${id}`);
    });

    it('the focus stays at the reservation that was cancelled, and its end is announced', async () => {
      const kim = newPerson();
      const { id: bookId, title } = await system.book(await system.newTitle());
      const { id } = await system.reserved(kim.id, bookId);
      const page = await open('/app/library/mypage', { as: kim });
      await page.getByRole('button', { name: `Cancel the reservation of “${title}”` }).focus();
      await page.keyboard.press('Enter');
      const confirm = page.getByRole('button', { name: 'Cancel the reservation', exact: true });
      await confirm.focus();
      await page.keyboard.press('Enter');
      await status(page, `“${title}” is cancelled, and the money is back.`);
      await page.getByText('You cancelled it. The money is back.').waitFor();
      assert.equal(await focusedPart(page), `rental:${id}`);
    });

    it('the focus is at the heading when there is nothing more to show', async () => {
      const titles = Array.from({ length: 25 }, (_, index) => ({ id: `keyed-${index}`, title: `Keyed ${index}` }));
      await system.catalogue(...titles.map((title) => ({ ...title, authors: 'Anon', copies: 1 })));
      const page = await open('/app/library?q=keyed');
      await page.getByRole('button', { name: 'Show more' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.book').nth(24).waitFor();
      assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1');
    });
  });
});
