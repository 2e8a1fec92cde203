import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { isAccessible, isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('A return at the desk', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const librarian = { id: 'choi', role: 'librarian' } as const;

    async function lent() {
      const { id: title } = await system.book(await system.newTitle());
      const { id } = await system.reserved(system.newMember(), title);
      await becomes(() => system.mypage(id), { state: 'ready' });
      await system.asked(id, 'rental');
      await becomes(() => system.mypage(id), { state: 'rented' });
      return { id, title };
    }

    async function withRow(id: string, expected?: RegExp): Promise<Page> {
      const page = await open('/app/library/desk', { as: librarian }, expected);
      await page.locator('input:focus').waitFor();
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').getByText('On loan').waitFor();
      return page;
    }

    it('says who the copy is held for, until that is confirmed by its key', async () => {
      const { id, title } = await lent();
      const next = system.newMember();
      await system.reserved(next, title);
      const page = await withRow(id);
      await page.keyboard.press('r');
      const dialog = page.getByRole('dialog', { name: `Held for ${next}` });
      await dialog.getByText(/copy 1, on the hold shelf/).waitFor();
      await isAccessible(page);
      for (const key of ['Enter', 'Escape', 'Escape']) await page.keyboard.press(key);
      assert.equal(await dialog.isVisible(), true);
      for (const scan of ['9780439023481Y\n', 'YWDX81RR6M4\n']) {
        await page.keyboard.type(scan);
        await page.waitForTimeout(150);
        assert.equal(await dialog.isVisible(), true, scan);
      }
      await page.keyboard.press('y');
      await dialog.waitFor({ state: 'hidden' });
      await page.locator(`[data-returned="${id}"]`).getByText(`Held for ${next}`).waitFor();
      await page.locator('input:focus').waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('says that a copy nobody waits for goes to the shelf', async () => {
      const { id } = await lent();
      const page = await withRow(id);
      await page.keyboard.press('r');
      await page.locator(`[data-returned="${id}"]`).getByText('To the shelf').waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
    });

    it('says it at a second desk too, where the copy was taken back already', async () => {
      const { id, title } = await lent();
      const next = system.newMember();
      await system.reserved(next, title);
      const page = await withRow(id, /409|ERR_FAILED/);
      await page.route('**/mypages**', (route) => route.abort());
      await system.asked(id, 'return');
      await page.keyboard.press('r');
      await page.getByText('This is no longer possible: it is returned now.').waitFor();
      await page.unroute('**/mypages**');
      await page.getByText(/copy 1, on the hold shelf/).waitFor();
    });

    it('says it at a second desk whose row has changed by itself', async () => {
      const { id } = await lent();
      const page = await withRow(id);
      await system.asked(id, 'return');
      await page.locator('.desk-row').getByText('Returned').waitFor();
      await page.locator('.desk-row').focus();
      await page.keyboard.press('r');
      await page.locator(`[data-returned="${id}"]`).getByText('To the shelf').waitFor();
    });

    it('says that a copy of a withdrawn title does not go to the shelf', async () => {
      const { id, title } = await lent();
      const page = await withRow(id, /404/);
      await system.send('DELETE', `/books/${title}`);
      await page.keyboard.press('r');
      await page.locator(`[data-returned="${id}"]`).getByText('Withdrawn from the library: do not shelve it').waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('says so when it is not known yet, and looks again', async () => {
      const { id } = await lent();
      const page = await withRow(id, /ERR_FAILED/);
      await page.route('**/books/*/waitlist', (route) => route.abort());
      await page.keyboard.press('r');
      const line = page.locator(`[data-returned="${id}"]`);
      await line.getByText('Not known yet: do not shelve it').waitFor();
      await page.unroute('**/books/*/waitlist');
      await isAccessible(page);
      await line.getByRole('button', { name: 'Look again' }).click();
      await line.getByText('To the shelf').waitFor();
    });
  });
});
