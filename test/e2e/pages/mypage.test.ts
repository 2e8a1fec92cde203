import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { withPages } from '../../support/pages/library.ts';

describe('My page', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;

    it('shows each change as it happens, whoever made it', async () => {
      const kim = newPerson();
      const page = await open('/app/mypage', { as: kim });
      await page.getByText('Nothing is reserved or on loan.').waitFor();
      const { id } = await system.reserved(kim.id, await system.newTitle());
      await page.getByText('Copy 1 is set aside for you.').waitFor();
      await system.asked(id, 'rental');
      await page.getByRole('heading', { name: 'On loan' }).waitFor();
      await system.asked(id, 'return');
      await page.getByText('You gave it back.').waitFor();
    });

    it('shows a reservation in another window of the same member within a moment', async () => {
      const kim = newPerson();
      const { title } = await system.book(await system.newTitle());
      const [catalogue, page] = await Promise.all([open('/app/', { as: kim }), open('/app/mypage', { as: kim })]);
      await page.getByText('Live').waitFor();
      await catalogue.getByRole('searchbox').fill(title);
      await catalogue.getByRole('button', { name: `Reserve “${title}”` }).click();
      await page.getByText('is set aside for you').waitFor();
    });

    it('tells what it cost, and cancels after asking once more', async () => {
      const kim = newPerson();
      await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/mypage', { as: kim });
      await page.getByText('Paid for what is open: ₩1,000').waitFor();
      await page.getByRole('button', { name: /^Cancel the reservation/ }).click();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('button', { name: /^Cancel the reservation/ }).click();
      await page.getByText('You get ₩1,000 back.').waitFor();
      await page.getByRole('button', { name: 'Cancel the reservation', exact: true }).click();
      await page.getByText('You cancelled it. The money is back.').waitFor();
    });

    it('tells the history of a rental as a story, which goes on while it is read', async () => {
      const kim = newPerson();
      const { id } = await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/mypage', { as: kim });
      await page.getByText('History').click();
      const steps = page.locator('.story li span');
      await steps.nth(2).waitFor();
      assert.deepEqual(await steps.allTextContents(), [
        'You asked for it. The payment began.',
        '₩1,000 was paid: it is reserved.',
        'Copy 1 was set aside for you.',
      ]);
      await system.asked(id, 'rental');
      await page.getByText('You took copy 1 home.').waitFor();
    });

    it('shows nothing of one member to the next', async () => {
      const kim = newPerson();
      await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/mypage', { as: kim });
      await page.getByText('is set aside for you').waitFor();
      await page.getByRole('button', { name: kim.id }).click();
      await page.getByLabel('Member id').fill(system.newMember());
      await page.getByLabel('Member id').press('Enter');
      await page.getByText('Nothing is reserved or on loan.').waitFor();
      assert.equal(await page.locator('.rental').count(), 0);
    });
  });
});

describe('When the network goes', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    /** Requests that are not answered yet. */
    const kept = (page: Page) =>
      page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('yeyak.outbox.')).length);
    const noNetwork = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK_CHANGED/;

    it('a reservation is kept and sent when it is back, once', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/', { as: kim }, noNetwork);
      const reserve = page.getByRole('button', { name: /^Reserve/ }).first();
      await reserve.waitFor();
      await page.context().setOffline(true);
      await reserve.click();
      await page.getByText('No connection. It is sent by itself').waitFor();
      await page.context().setOffline(false);
      await page.locator('.book').getByText('Ready').waitFor();
      assert.equal((await system.mypages(kim.id)).length, 1);
    });

    it('one whose answer was lost is sent again with the same key, also after the page was left', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/', { as: kim }, noNetwork);
      const keys: (string | undefined)[] = [];
      await page.route('**/rentals', async (route) => {
        keys.push(route.request().headers()['idempotency-key']);
        await route.fetch();
        await route.abort();
      });
      await page
        .getByRole('button', { name: /^Reserve/ })
        .first()
        .click();
      await page.locator('.book').getByText('Ready').waitFor();
      assert.equal(await kept(page), 1);
      await page.unroute('**/rentals');
      page.on('request', (request) => {
        if (request.method() === 'POST') keys.push(request.headers()['idempotency-key']);
      });
      await page.reload();
      await eventually(async () => (await kept(page)) === 0);
      assert.equal((await system.mypages(kim.id)).length, 1);
      assert.ok(keys.length >= 2, `${keys.length} attempts`);
      assert.equal(new Set(keys).size, 1);
    });

    it('my page says so, and catches up when it is back', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/mypage', { as: kim }, noNetwork);
      await page.getByText('Live').waitFor();
      await page.context().setOffline(true);
      await page.getByText('Reconnecting').waitFor();
      await system.reserved(kim.id, await system.newTitle());
      await page.context().setOffline(false);
      await page.getByText('is set aside for you').waitFor();
      await page.getByText('Live').waitFor();
    });
  });
});
