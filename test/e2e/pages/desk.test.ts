import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { isAccessible } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('The desk', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const librarian = { id: 'choi', role: 'librarian' } as const;
    const focused = (page: Page) => page.locator('.desk-row:focus').textContent();
    /** What is typed before the field has the focus is lost. */
    const openFinder = async (expected?: RegExp) => {
      const page = await open('/app/library/desk', { as: librarian }, expected);
      await page.locator('input:focus').waitFor();
      return page;
    };

    it('checks out and returns by keyboard alone', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      const page = await openFinder();
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').getByText('Ready').waitFor();
      await page.keyboard.press('o');
      await page.locator('input:focus').waitFor();
      assert.equal((await system.rental(id)).state, 'rented');
      await becomes(() => system.mypage(id), { state: 'rented' });
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').getByText('On loan').waitFor();
      await page.keyboard.press('r');
      await page.locator('.desk-row').getByText('Returned').waitFor();
      assert.equal((await system.rental(id)).state, 'returned');
      assert.equal(await page.getByLabel('Reservation number or member id').inputValue(), id);
    });

    it('goes through the rentals of a member by keyboard', async () => {
      const member = system.newMember();
      const titles = [await system.newTitle(), await system.newTitle()];
      for (const title of titles) {
        const { id } = await system.reserved(member, title);
        await becomes(() => system.mypage(id), { state: 'ready' });
      }
      const page = await openFinder();
      await page.keyboard.type(member);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').waitFor();
      const first = await focused(page);
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await focused(page), first);
      await page.keyboard.press('ArrowUp');
      assert.equal(await focused(page), first);
      for (const out of [1, 2]) {
        await page.keyboard.press('o');
        await page
          .getByText('On loan')
          .nth(out - 1)
          .waitFor();
      }
      await page.keyboard.press('Escape');
      await page.locator('input:focus').waitFor();
    });

    it('says what to do when nothing is found, and when somebody else was faster', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      const page = await openFinder(/404|409/);
      await page.keyboard.type('nobody-known');
      await page.keyboard.press('Enter');
      await page.getByText('Check the number, or look for the member’s id.').waitFor();
      await page.getByLabel('Reservation number or member id').fill(id);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row:focus').waitFor();
      await system.asked(id, 'cancel');
      await page.keyboard.press('o');
      await page
        .getByText(
          /This is no longer possible: it is (refunded|cancelled) now\.|cannot be checked out: (Refunded|Cancelled)/,
        )
        .first()
        .waitFor();
    });

    it('shows who waits for a title, and who has its copies', async () => {
      const { id, title } = await system.book(await system.newTitle());
      const [holder, next] = [system.newMember(), system.newMember()];
      await system.reserved(holder, id);
      await system.reserved(next, id);
      const page = await open('/app/library/desk', { as: librarian });
      await page.getByLabel('Title, author or ISBN').fill(title);
      await page.getByLabel('Title, author or ISBN').press('Enter');
      await page.locator('.lines').getByText(next).waitFor();
      await page.getByText(`Copy 1: set aside for ${holder}`).waitFor();
    });

    it('imports a catalogue, shows how far it is, and tells bad rows by line', async () => {
      const page = await open('/app/library/desk', { as: librarian });
      const rows = [
        'id,title,authors,copies',
        'imp-1,첫째 책,김,2',
        'imp-2,,,1',
        'imp-3,셋째 책,이,many',
        'imp-4,넷째 책,박,1',
      ];
      const file = { name: 'books.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: 'Import' }).click();
      await page.getByText('All rows are read.').waitFor();
      await page.getByText('2 rows refused').click();
      await page.getByText('Line 3: no title').waitFor();
      await page.getByRole('button', { name: '한국어' }).click();
      await page.getByText('4번째 줄: 권수는 1부터 1000까지의 정수여야 합니다: "many"').waitFor();
      assert.equal((await system.book('imp-1')).title, '첫째 책');
      assert.equal((await system.book('imp-4')).copies, 1);
    });

    it('says of a file that is no catalogue what it is, and that nothing of it was taken', async () => {
      const page = await open('/app/library/desk', { as: librarian });
      const file = { name: 'books.csv', mimeType: 'text/csv', buffer: Buffer.from('소년이 온다,한강,2014') };
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: 'Import' }).click();
      await page.getByText(/nothing was taken.*no column is named title or 제목: 소년이 온다, 한강, 2014/).waitFor();
      assert.equal(await page.getByText('try the same file again').count(), 0);
    });

    it('imports 500 real titles, the same again without a change', async () => {
      const page = await open('/app/library/desk', { as: librarian });
      const buffer = readFileSync('data/samples/goodbooks-500.csv');
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'goodbooks.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Import' }).click();
      await page.getByText('All rows are read.').waitFor();
      assert.equal(await page.getByRole('progressbar').getAttribute('value'), '1');
      const count = (name: string) => page.locator('.facts div').filter({ hasText: name }).locator('dd').textContent();
      assert.deepEqual([await count('Rows'), await count('Unchanged')], ['500', '500']);
    });

    it('is not shown to members', async () => {
      const page = await open('/app/library/desk', { as: { id: 'kim', role: 'member' } });
      await page.getByText('This page is for librarians.').waitFor();
      assert.equal(await page.getByLabel('Reservation number or member id').count(), 0);
      assert.equal(await page.getByRole('link', { name: 'Desk' }).count(), 0);
      await isAccessible(page);
    });
  });
});
