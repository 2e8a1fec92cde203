import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { withPages } from '../../support/pages/library.ts';

describe('The catalogue page', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const field = (page: Page) => page.getByRole('searchbox');
    const titles = (page: Page) => page.locator('.book h2');

    before(() =>
      system.catalogue(
        { id: 'chaeg-1', title: '채식주의자', authors: '한강', copies: 1, language: 'ko' },
        { id: 'chaeg-2', title: '소년이 온다', authors: '한강', copies: 2, language: 'ko' },
      ),
    );

    it('finds while somebody types', async () => {
      const page = await open('/app/library');
      await titles(page).nth(19).waitFor();
      await field(page).pressSequentially('hobbit');
      await titles(page).filter({ hasText: 'Hobbit' }).first().waitFor();
      await field(page).pressSequentially('xyz');
      await page.getByText('Nothing is found for “hobbitxyz”').waitFor();
    });

    it('finds in Korean, also while a syllable is not complete', async () => {
      const page = await open('/app/library', { language: 'ko' });
      await field(page).fill('한강');
      await page.getByText('2종').waitFor();
      await field(page).fill('채식ㅈ');
      await page.getByText('1종').waitFor();
      assert.deepEqual(await titles(page).allTextContents(), ['채식주의자']);
    });

    it('shows more on demand', async () => {
      const page = await open('/app/library');
      await titles(page).nth(19).waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
      await titles(page).nth(39).waitFor();
    });

    it('reserves, and shows what it has become', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/library', { as: kim });
      await field(page).fill('소년');
      await page.getByRole('button', { name: 'Reserve “소년이 온다”' }).click();
      await page.locator('.book').getByText('Ready').waitFor();
      assert.equal((await system.mypages(kim.id)).length, 1);
    });

    it('tells the place in the queue before somebody joins it', async () => {
      await system.reserved(system.newMember(), 'chaeg-1');
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/library', { as: kim });
      await field(page).fill('채식주의자');
      await page.getByText('All copies are out').waitFor();
      await page.getByRole('button', { name: 'Join the queue as 1st: “채식주의자”' }).click();
      await page.locator('.book').getByText('Waiting').waitFor();
      await page.getByRole('link', { name: 'See my page' }).click();
      await page.getByText('You are 1st in the queue.').waitFor();
    });

    it('asks who somebody is before it reserves for them', async () => {
      const page = await open('/app/library');
      await field(page).fill('소년');
      await page.getByRole('button', { name: 'Reserve “소년이 온다”' }).click();
      const member = `${system.newMember()}@example.com`;
      await page.getByLabel('Member id').fill(member);
      await page.getByLabel('Member id').press('Enter');
      await page.locator('.book').getByText('Ready').waitFor();
      assert.equal((await system.mypages(member)).length, 1);
    });

    it('says what to do when the payment is declined', async () => {
      await system.provider({ mode: 'decline' });
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/library', { as: kim }, /402/);
      await page
        .getByRole('button', { name: /^Reserve/ })
        .first()
        .click();
      await page.getByText('The payment was declined, and nothing was charged. Use another').waitFor();
    });
  });
});
