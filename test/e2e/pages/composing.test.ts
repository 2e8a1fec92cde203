import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { withPages } from '../../support/pages/library.ts';

describe('Korean that is being typed', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const titles = (page: Page) => page.locator('.book h2');

    before(() =>
      system.catalogue(
        { id: 'sonyeon-1', title: '소년과 바다', authors: '김', copies: 1, language: 'ko' },
        { id: 'sonyeon-2', title: '소나기 뒤', authors: '이', copies: 1, language: 'ko' },
      ),
    );

    /** Types as an input method does: each step replaces the syllable that is being composed. */
    async function compose(page: Page, steps: readonly string[], see: (step: string) => Promise<void>): Promise<void> {
      const cdp = await page.context().newCDPSession(page);
      await page.getByRole('searchbox').focus();
      for (const step of steps) {
        const { length } = step;
        await cdp.send('Input.imeSetComposition', { text: step, selectionStart: length, selectionEnd: length });
        await see(step);
      }
    }
    const answered = (page: Page, text: string) =>
      page.waitForResponse((response) => decodeURIComponent(response.url()).includes(`search=${text}`));

    it('keeps what was found while a syllable may become another one', async () => {
      const page = await open('/app/library', { language: 'ko' });
      await titles(page).nth(19).waitFor();
      const steps = ['소', '손', '소녀', '소년'];
      await compose(page, steps, async (step) => {
        await answered(page, step);
        if (step === '소') await titles(page).filter({ hasText: '소나기 뒤' }).waitFor();
        await titles(page).filter({ hasText: '소년과 바다' }).waitFor();
        assert.equal(await page.getByText('맞는 책이 없습니다').count(), 0, step);
      });
      await titles(page).filter({ hasText: '소나기 뒤' }).waitFor({ state: 'detached' });
    });

    it('finds nothing once it is complete, if there is nothing', async () => {
      const page = await open('/app/library', { language: 'ko' });
      await titles(page).nth(19).waitFor();
      await compose(page, ['뷀'], async () => void (await answered(page, '뷀')));
      assert.equal(await titles(page).count(), 20);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Input.insertText', { text: '뷀' });
      await page.getByText('“뷀”에 맞는 책이 없습니다.').waitFor();
    });
  });
});
