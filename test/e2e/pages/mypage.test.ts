import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('My page', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const newPerson = () => ({ id: system.newMember(), role: 'member' }) as const;

    it('shows each change as it happens, whoever made it', async () => {
      const kim = newPerson();
      const page = await open('/app/library/mypage', { as: kim });
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
      const [catalogue, page] = await Promise.all([
        open('/app/library', { as: kim }),
        open('/app/library/mypage', { as: kim }),
      ]);
      await page.getByText('Live').waitFor();
      await catalogue.getByRole('searchbox').fill(title);
      await catalogue.getByRole('button', { name: `Reserve “${title}”` }).click();
      await page.getByText('is set aside for you').waitFor();
    });

    it('tells what it cost, and cancels after asking once more', async () => {
      const kim = newPerson();
      await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/library/mypage', { as: kim });
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
      const page = await open('/app/library/mypage', { as: kim });
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

    it('shows a loan however much came after it, and the past by pages', async () => {
      const kim = newPerson();
      const { id } = await system.reserved(kim.id, await system.newTitle());
      await system.asked(id, 'rental');
      const { id: later, title } = await system.book(await system.newTitle(200));
      const past = 101;
      for (let count = 0; count < past; count += 1)
        await system.asked((await system.reserved(kim.id, later)).id, 'cancel');
      await becomes(
        async () => (await system.get<{ total: number }>(`/mypages?memberId=${kim.id}&open=false`)).total,
        past,
      );
      const page = await open('/app/library/mypage', { as: kim });
      await page.locator(`[data-rental="${id}"]`).getByText('On loan').waitFor();
      const ended = page.locator('.rental').filter({ hasText: title });
      await ended.nth(19).waitFor();
      assert.equal(await ended.count(), 20);
      for (const shown of [40, 60, 80, 100, 101]) {
        await page.getByRole('button', { name: 'Show earlier ones' }).click();
        await ended.nth(shown - 1).waitFor();
      }
      await page.getByRole('button', { name: 'Show earlier ones' }).waitFor({ state: 'detached' });
      assert.equal(await page.locator('.rental').count(), 102);
    });

    it('names no cost where nothing was charged', async () => {
      const kim = newPerson();
      await system.provider({ mode: 'decline' });
      assert.equal((await system.reserve(kim.id, await system.newTitle())).status, 402);
      const page = await open('/app/library/mypage', { as: kim });
      await page.getByText('Nothing was charged.').waitFor();
      assert.equal(await page.locator('.rental').getByText('Cost').count(), 0);
    });

    it('shows nothing of one member to the next', async () => {
      const kim = newPerson();
      await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/library/mypage', { as: kim });
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
      const page = await open('/app/library', { as: kim }, noNetwork);
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
      const page = await open('/app/library', { as: kim }, noNetwork);
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

    it('one that payment does not answer says so, also after a reload, and is made when it does', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      await system.provider({ mode: 'fail' });
      const page = await open('/app/library', { as: kim }, /503/);
      await page
        .getByRole('button', { name: /^Reserve/ })
        .first()
        .click();
      const told = page.getByRole('alert').getByText('The payment does not answer, and nothing stays charged.');
      await told.waitFor();
      await page.reload();
      await told.waitFor();
      await system.provider({ mode: 'approve' });
      // The payment before must be settled first: until then it is refused as before.
      const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
      await eventually(async () => {
        if (await again.isVisible()) await again.click();
        return page.locator('.book').getByText('Ready').isVisible();
      }, 20_000);
    });

    it('one that is refused after the page was left says so too', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/library', { as: kim }, /402|ERR_FAILED/);
      await page.route('**/rentals', (route) => route.abort());
      await page
        .getByRole('button', { name: /^Reserve/ })
        .first()
        .click();
      await page.getByText('No connection. It is sent by itself').waitFor();
      await system.provider({ mode: 'decline' });
      await page.unroute('**/rentals');
      await page.reload();
      await page.getByText('The payment was declined, and nothing was charged. Use another').waitFor();
      assert.equal(await kept(page), 0);
    });

    it('what lies in the storage and is no request keeps no page from being shown', async () => {
      const page = await open('/app/library');
      await page.evaluate("localStorage.setItem('yeyak.outbox.x', '{')");
      await page.reload();
      await page.locator('.book').first().waitFor();
      assert.equal(await kept(page), 0);
    });

    it('my page is read again when its first reading failed', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      await system.reserved(kim.id, await system.newTitle());
      const page = await open('/app/library/mypage', { as: kim }, noNetwork);
      let failed = 0;
      await page.route(/open=true/, (route) => {
        failed += 1;
        return failed === 1 ? route.abort() : route.continue();
      });
      await page.reload();
      await page.getByText('is set aside for you').waitFor();
      assert.ok(failed > 1);
    });

    it('my page says so, and catches up when it is back', async () => {
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/library/mypage', { as: kim }, noNetwork);
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
