import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { withPages } from '../../support/pages/library.ts';

describe('The address of the catalogue page', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const field = (page: Page) => page.getByRole('searchbox');
    const books = (page: Page) => page.locator('.book');
    const scrolled = (page: Page) => page.evaluate('scrollY') as Promise<number>;
    const isAt = (page: Page, address: string) =>
      page.waitForURL((url) => decodeURIComponent(url.pathname + url.search) === address);

    it('says what was searched for, so that a reload or a link shows the same', async () => {
      const page = await open('/app/library');
      await field(page).pressSequentially('hobbit');
      await isAt(page, '/app/library?q=hobbit');
      assert.equal(await field(page).evaluate('document.activeElement.type'), 'search');
      await page.reload();
      await books(page).filter({ hasText: 'Hobbit' }).first().waitFor();
      assert.equal(await field(page).inputValue(), 'hobbit');
      assert.ok((await books(page).count()) < 20);
    });

    it('leads back to as many titles as there were, and to where the reader was among them', async () => {
      const page = await open('/app/library', { as: { id: system.newMember(), role: 'member' } });
      for (const shown of [20, 40, 60]) {
        await books(page)
          .nth(shown - 1)
          .waitFor();
        await page.getByRole('button', { name: 'Show more' }).click();
      }
      await books(page).nth(79).waitFor();
      await isAt(page, '/app/library?pages=4');
      await page
        .getByRole('button', { name: /^Reserve/ })
        .nth(65)
        .click();
      const link = page.getByRole('link', { name: 'See my page' });
      await link.scrollIntoViewIfNeeded();
      const before = await scrolled(page);
      assert.ok(before > 2_000, `${before}`);
      await link.click();
      await page.getByRole('heading', { name: 'My page' }).waitFor();
      assert.equal(await scrolled(page), 0);
      await page.goBack();
      await books(page).nth(79).waitFor();
      await eventually(async () => Math.abs((await scrolled(page)) - before) < 5);
      await page.reload();
      await books(page).nth(79).waitFor();
      await eventually(async () => Math.abs((await scrolled(page)) - before) < 5);
    });

    it('is the whole catalogue again by the link to it', async () => {
      const page = await open('/app/library?q=hobbit');
      await books(page).filter({ hasText: 'Hobbit' }).first().waitFor();
      await page.getByRole('link', { name: 'Catalogue', exact: true }).click();
      await books(page).nth(19).waitFor();
      assert.equal(await field(page).inputValue(), '');
      await page.goBack();
      await eventually(async () => (await field(page).inputValue()) === 'hobbit' && (await books(page).count()) < 20);
    });
  });
});
