import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('News of a reservation', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = (role: 'member' | 'admin' = 'member') => ({ id: system.newMember(), role }) as const;
    const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'is ready for you.' });

    /** The page knows the member's rentals: what it reads first is no news. */
    const hasRead = (page: Page) =>
      eventually(() =>
        page.evaluate<boolean>(
          "performance.getEntriesByType('resource').some(({name, responseEnd}) => /open=false/.test(name) && responseEnd > 0)",
        ),
      );

    /** Somebody who waits for a title, and what lets them have it. */
    async function waiting(kim: string) {
      const { id: bookId, title } = await system.book(await system.newTitle());
      const { id: before } = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.rental(before), { state: 'ready' });
      const { id } = await system.reserved(kim, bookId);
      await becomes(() => system.mypage(id), { state: 'waiting' });
      return { title, letHave: () => system.asked(before, 'cancel') };
    }

    for (const path of ['/app/library', '/app/library/mypage', '/app/library/desk', '/app/operations'])
      it(`is told in the page and in the name of the window, at ${path}`, async () => {
        const kim = newPerson('admin');
        const { title, letHave } = await waiting(kim.id);
        const page = await open(path, { as: kim });
        await hasRead(page);
        await letHave();
        await notice(page).getByText(`“${title}” is ready for you.`).waitFor();
        const named = new RegExp(`^“${title}” is ready for you\\. · .+ · Yeyak( Library)?$`);
        await eventually(async () => named.test(await page.title()));
        await isAccessibleInEveryLook(page);
        await notice(page).getByRole('button', { name: 'Close' }).click();
        await eventually(async () => !(await page.title()).includes('ready'));
      });

    it('is told in the name of a window that nobody looks at, within a minute', async () => {
      const kim = newPerson();
      const { title, letHave } = await waiting(kim.id);
      const page = await open('/app/library', { as: kim });
      await hasRead(page);
      await page.clock.install();
      await page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
      `);
      await letHave();
      await becomes(async () => (await system.mypages(kim.id)).map(({ state }) => state), ['ready']);
      await page.clock.fastForward(60_000);
      await eventually(async () => (await page.title()).startsWith(`“${title}” is ready for you.`));
    });

    it('is over when the reader looks at their page', async () => {
      const kim = newPerson();
      const { letHave } = await waiting(kim.id);
      const page = await open('/app/library', { as: kim });
      await hasRead(page);
      await letHave();
      await notice(page).getByRole('link', { name: 'See my page' }).click();
      await page.getByText('is set aside for you').waitFor();
      await notice(page).waitFor({ state: 'detached' });
      assert.equal(await page.title(), 'My page · Yeyak Library');
    });
  });
});
