import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { RentalView } from '../../../services/library/rental/rental.contract.ts';
import { en } from '../../../web/library/language/en.ts';
import { ko } from '../../../web/library/language/ko.ts';
import { eventually } from '../../support/eventually.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('The catalogue while others reserve', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;
    const search = async (page: Page, title: string) => {
      await page.getByRole('searchbox').fill(title);
      await page.locator('.book').filter({ hasText: title }).waitFor();
      await page.locator('.book').nth(1).waitFor({ state: 'detached' });
    };
    /** A page keeps the counts that it has shown first. */
    const freeze = (page: Page) =>
      page.route(/\/books\?ids=/, (route) => route.fulfill({ json: { rows: [], total: 0, page: 1, totalPages: 0 } }));

    it('shows how many copies are free as that changes', async () => {
      const { id, title } = await system.book(await system.newTitle(2));
      const page = await open('/app/library', { as: newPerson() });
      await search(page, title);
      await page.getByText('2 of 2 copies available').waitFor();
      await system.reserved(system.newMember(), id);
      await page.getByText('1 of 2 copies available').waitFor();
      for (const _ of [1, 2]) await system.reserved(system.newMember(), id);
      await becomes(() => system.book(id), { waiting: 1 });
      await page.evaluate("dispatchEvent(new Event('focus'))");
      await page.getByText('All copies are out · 1 waits').waitFor();
      await page.getByRole('button', { name: 'Join the queue as 2nd' }).waitFor();
    });

    it('asks before it queues for a title that was free when it was shown, and charges nothing before', async () => {
      const kim = newPerson();
      const { id, title } = await system.book(await system.newTitle());
      const page = await open('/app/library', { as: kim }, /409/);
      await freeze(page);
      await search(page, title);
      const reserve = page.getByRole('button', { name: `Reserve “${title}”` });
      await reserve.waitFor();
      await system.reserved(system.newMember(), id);
      await becomes(() => system.book(id), { available: 0 });
      await reserve.click();
      await page.getByText('The last free copy has just been taken, and nothing was charged.').waitFor();
      assert.deepEqual(await system.mypages(kim.id), []);
      await page.getByRole('button', { name: 'Not now' }).click();
      assert.equal((await system.book(id)).waiting, 0);
      await page.getByRole('button', { name: 'Join the queue as 1st' }).click();
      await page.locator('.book').getByText('Waiting').waitFor();
      await becomes(() => system.book(id), { waiting: 1 });
    });

    for (const [language, words] of Object.entries({ en: en.catalogue, ko: ko.catalogue }))
      it(`joins the queue from the question, ${language}, with which axe finds nothing wrong`, async () => {
        const { id, title } = await system.book(await system.newTitle());
        const page = await open('/app/library', { as: newPerson(), language: language as 'en' | 'ko' }, /409/);
        await freeze(page);
        await search(page, title);
        const reserve = page.getByRole('button', { name: words.reserveWhat(title) });
        await reserve.waitFor();
        await system.reserved(system.newMember(), id);
        await becomes(() => system.book(id), { available: 0 });
        await reserve.click();
        const join = page.getByRole('dialog').getByRole('button', { name: words.join(1) });
        await join.waitFor();
        await isAccessibleInEveryLook(page);
        await join.click();
        // Nobody else waits: the reader is not counted as one of the others.
        await page.getByText(words.queueWithYou(0)).waitFor();
      });

    it('says that the money comes back when the last copy went at the very moment', async () => {
      const kim = newPerson();
      const page = await open('/app/library/mypage', { as: kim });
      await page.getByText('Live').waitFor();
      await eventually(() => comesTooLate(kim.id));
      await page
        .getByText('is cancelled, and the money is back. The last free copy was taken at that moment.')
        .waitFor();
      await page.locator('.rental').getByText('Refund', { exact: true }).first().waitFor();
    });

    /** Reserves a title together with others who are a little earlier, so that all of them find its only copy free. */
    async function comesTooLate(memberId: string): Promise<boolean> {
      const bookId = await system.newTitle();
      const reserve = (member: string) =>
        system.send<RentalView>('POST', '/rentals', { memberId: member, bookId, wait: false });
      const others = Array.from({ length: 4 }, () => reserve(system.newMember()));
      const [{ status, body }] = await Promise.all([reserve(memberId), ...others]);
      if (status !== 201) return false;
      const state = async () => (await system.rental(body.id)).state;
      await eventually(async () => ['ready', 'refunded'].includes(await state()));
      return (await state()) === 'refunded';
    }
  });
});
