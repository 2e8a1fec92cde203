import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { withPages } from '../../support/pages/library.ts';

describe('The home page', function () {
  this.timeout(60_000);

  withPages((_system, open) => {
    const card = (page: Page, name: string) => page.getByRole('listitem', { name });
    const isAt = (page: Page, address: string) =>
      page.waitForURL((url) => decodeURIComponent(url.pathname + url.search + url.hash) === address);

    it('has a card for each system, with how it is and where to begin', async () => {
      const page = await open('/app/', { as: { id: 'choi', role: 'librarian' } });
      const library = card(page, 'Yeyak Library');
      await library.getByText('Ready').waitFor();
      await library.getByRole('link', { name: 'My page' }).waitFor();
      await library.getByRole('link', { name: 'Desk' }).waitFor();
      assert.equal(await page.title(), 'Start · Yeyak');
      await library.getByRole('link', { name: 'Yeyak Library' }).click();
      await isAt(page, '/app/library');
      await page.getByRole('link', { name: 'Yeyak', exact: true }).click();
      await library.waitFor();
    });

    it('says in Korean what there is, and leaves out what the reader has no use for', async () => {
      const page = await open('/app/', { language: 'ko', as: { id: 'kim', role: 'member' } });
      const library = card(page, '예약 도서관');
      await library.getByText('정상').waitFor();
      await library.getByRole('link', { name: '마이페이지' }).waitFor();
      assert.equal(await library.getByRole('link', { name: '대출 데스크' }).count(), 0);
    });

    it('finds in the catalogue what is typed on the card of the library', async () => {
      const page = await open('/app/');
      await page.getByRole('searchbox').fill('hobbit');
      await page.getByRole('button', { name: 'Search' }).click();
      await isAt(page, '/app/library?q=hobbit');
      await page.locator('.book').filter({ hasText: 'Hobbit' }).first().waitFor();
    });

    const moved = {
      '/app/?q=hobbit&pages=2': '/app/library?q=hobbit&pages=2',
      '/app/mypage': '/app/library/mypage',
      '/app/desk': '/app/library/desk',
    };
    for (const [before, now] of Object.entries(moved))
      it(`leads on from ${before}, an address of before`, async () => {
        const page = await open(before, { as: { id: 'choi', role: 'librarian' } });
        await isAt(page, now);
        await page.getByRole('link', { name: 'Catalogue', exact: true }).waitFor();
      });
  });
});
