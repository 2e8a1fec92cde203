import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { isAccessible } from '../../support/pages/axe.ts';
import { hold } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('Rows of the desk', function () {
  this.timeout(90_000);

  withPages((system, open) => {
    const librarian = { id: 'choi', role: 'librarian' } as const;

    async function ready(member = system.newMember()) {
      const { id } = await system.reserved(member, await system.newTitle());
      await becomes(() => system.mypage(id), { state: 'ready' });
      return { id, member };
    }

    async function found(text: string, expected?: RegExp): Promise<Page> {
      const page = await open('/app/library/desk', { as: librarian }, expected);
      await page.locator('input:focus').waitFor();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').waitFor();
      return page;
    }

    it('show an open loan however much came after it', async () => {
      const { id, member } = await ready();
      const past = await system.newTitle();
      for (let round = 0; round < 101; round += 1) {
        const { id: later } = await system.reserved(member, past);
        await system.asked(later, 'cancel');
      }
      const page = await found(member);
      await page.locator('.desk-row', { hasText: id }).waitFor();
      const before = await page.locator('.desk-row').count();
      await page.getByRole('button', { name: 'Show older rentals' }).click();
      await page.locator('.desk-row').nth(before).waitFor();
    });

    it('check out one rental while O is held down, under a Korean layout', async () => {
      const { member } = await ready();
      await ready(member);
      const page = await found(member);
      await hold(page, 'ㅐ', 'KeyO', 20);
      await page.getByText('On loan').first().waitFor();
      await hold(page, 'ㅏ', 'KeyK', 2);
      await page.locator('[data-live="live"]').waitFor();
      assert.equal(await page.locator('.desk-row').getByText('On loan').count(), 1);
    });

    it('leave the field selected at Esc, so that a scanner writes over it', async () => {
      const { member } = await ready();
      const page = await found(member);
      await page.keyboard.press('Escape');
      await page.locator('input:focus').waitFor();
      await page.keyboard.type('kim');
      assert.equal(await page.getByLabel('Reservation number or member id').inputValue(), 'kim');
      await page.keyboard.press('Escape');
      await page.keyboard.type('lee');
      assert.equal(await page.getByLabel('Reservation number or member id').inputValue(), 'lee');
    });

    it('take no letter of a scanned number for a key: it goes into the field', async () => {
      const { id, member } = await ready();
      await system.asked(id, 'rental');
      await becomes(() => system.mypage(id), { state: 'rented' });
      const page = await found(member, /404/);
      await page.keyboard.type('WDX81RR6M4TTS8M9ZRJTBSBYEG\n');
      await page.getByText('Nothing is known of “WDX81RR6M4TTS8M9ZRJTBSBYEG”').waitFor();
      assert.equal((await system.mypage(id)).state, 'rented');
    });

    it('ask before they cancel: Enter and Esc keep the reservation', async () => {
      const { id, member } = await ready();
      const page = await found(member);
      const button = page.getByRole('button', { name: /^Cancel the reservation/ });
      for (const key of ['Enter', 'Escape']) {
        await button.focus();
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor();
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
      assert.equal((await system.rental(id)).state, 'ready');
      await button.click();
      await isAccessible(page);
      await page.getByRole('button', { name: 'Cancel and refund' }).click();
      await page.locator('.desk-row').getByText('Refunded').waitFor();
      assert.notEqual(await page.evaluate('document.activeElement.tagName'), 'BODY');
    });

    it('change by themselves, and take no press that was meant for another button', async () => {
      const { id, member } = await ready();
      const page = await found(member);
      await system.asked(id, 'rental');
      await page.locator('.desk-row').getByText('Just changed').waitFor();
      await page.getByRole('button', { name: /^Return/ }).click();
      await page.getByText(/has just changed/).waitFor();
      assert.equal((await system.rental(id)).state, 'rented');
      await sleep(1_600);
      await page.getByRole('button', { name: /^Return/ }).click();
      await page.locator('.desk-row').getByText('Returned').waitFor();
    });

    it('say since when they are old, and mark what has to be looked at and who did it', async () => {
      const { id, member } = await ready();
      const page = await found(member, /ERR_FAILED/);
      await page.route('**/mypages?*', async (route) => {
        const response = await route.fetch();
        const body = (await response.json()) as { rows: { id: string; version: number }[] };
        const marked = { state: 'rented', unchecked: true, by: { id: 'park', role: 'librarian' } };
        const rows = body.rows.map((row) => (row.id === id ? { ...row, version: row.version + 1, ...marked } : row));
        return route.fulfill({ response, json: { ...body, rows } });
      });
      await page.locator('.desk-row').getByText('Copy not checked').waitFor();
      await page.getByText('last done by park (librarian)').waitFor();
      await page.unroute('**/mypages?*');
      await page.route('**/mypages?*', (route) => route.abort());
      await page
        .locator('[data-live="lost"]')
        .getByText(/Not updated since/)
        .waitFor();
    });
  });
});
