import assert from 'node:assert/strict';
import type { SystemView } from '../../../services/operations/operations.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('The operations page', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const admin = { id: 'root', role: 'admin' } as const;

    it('shows nodes with their services, consumers and breakers', async () => {
      await system.reserved(system.newMember(), await system.newTitle());
      const page = await open('/app/operations', { as: admin });
      await page.getByRole('cell', { name: /rental, book, mypage, .*payment/ }).waitFor();
      const consumer = page.getByRole('row', { name: /mypage library\.rental\.\*/ });
      await consumer.getByRole('cell', { name: '0' }).first().waitFor();
      await page
        .getByRole('row', { name: /payment\.pay/ })
        .getByText('Closed')
        .waitFor();
    });

    it('says in a line whether the ledger balances', async () => {
      const page = await open('/app/operations', { as: admin });
      await page.getByText('Ledger: balanced').waitFor();
      await page.route('**/admin/trial-balance', (route) =>
        route.fulfill({ json: { balanced: false, discrepancies: ['p-wrong'] } }),
      );
      await page.reload();
      await page.getByText('Ledger: not balanced p-wrong').waitFor();
    });

    it('switches the payment sandbox', async () => {
      const page = await open('/app/operations#sandbox', { as: admin });
      await page.getByRole('radio', { name: /Declines/ }).check();
      await page.getByText('The sandbox is switched.').waitFor();
      const { status } = await system.reserve(system.newMember(), await system.newTitle());
      assert.equal(status, 402);
      await page.getByRole('radio', { name: /Approves/ }).check();
      await page.getByLabel('Delay of each answer, in milliseconds').fill('50');
      const answered = page.waitForResponse((response) => response.request().method() === 'PATCH');
      await page.getByRole('button', { name: 'Apply' }).click();
      await answered;
      const { ms } = await system.reserve(system.newMember(), await system.newTitle());
      assert.ok(ms >= 50, `${ms} ms`);
      await system.provider({ mode: 'approve', delayMs: 0 });
    });

    it('says that there are no dead letters where none are', async () => {
      const page = await open('/app/operations#letters', { as: admin });
      await page.getByText('No event has been given up.').waitFor();
    });

    it('shows what was given up and why, and hands it to its consumer again', async () => {
      const page = await open('/app/operations', { as: admin });
      const letter = { id: 'l-1', consumer: 'mypage', type: 'library.rental.reserved', error: 'no disk', attempts: 8 };
      const rows = [{ ...letter, at: '2026-01-02T09:00:00.000Z', size: 300 }];
      await page.route('**/admin/dead-letters?*', (route) =>
        route.fulfill({ json: { rows: rows.slice(), total: rows.length, page: 1, pageSize: 50, totalPages: 1 } }),
      );
      await page.route('**/admin/dead-letters/l-1/retry', (route) => {
        rows.pop();
        return route.fulfill({ json: { retried: 1 } });
      });
      await page.getByRole('link', { name: 'Dead letters' }).click();
      await page.getByText('no disk').waitFor();
      await page.getByText('8 attempts').waitFor();
      await page.getByRole('button', { name: 'Try again: library.rental.reserved' }).click();
      await page.getByText('No event has been given up.').waitFor();
    });

    it('asks before a dead letter is discarded, and Esc keeps it', async () => {
      const page = await open('/app/operations', { as: admin });
      const letter = { id: 'l-2', consumer: 'mypage', type: 'library.rental.reserved', error: 'no disk', attempts: 8 };
      const rows = [{ ...letter, at: '2026-01-02T09:00:00.000Z', size: 300 }];
      await page.route('**/admin/dead-letters?*', (route) =>
        route.fulfill({ json: { rows: rows.slice(), total: rows.length, page: 1, pageSize: 50, totalPages: 1 } }),
      );
      await page.route('**/admin/dead-letters/l-2/discard', (route) => {
        rows.pop();
        return route.fulfill({ json: { discarded: 1 } });
      });
      await page.getByRole('link', { name: 'Dead letters' }).click();
      const discard = page.getByRole('button', { name: 'Discard library.rental.reserved' });
      await discard.click();
      await page.getByRole('dialog', { name: 'Discard 1 dead letter?' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      assert.equal(rows.length, 1);
      await discard.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
      await page.getByText('No event has been given up.').waitFor();
    });

    it('says at the top that reservations are failing, with their numbers', async () => {
      await system.provider({ mode: 'decline' });
      const title = await system.newTitle();
      // More than the other tests have made in a minute.
      const { body } = await system.send<SystemView>('GET', '/admin/system');
      const most = Math.max(0, ...body.reservations.minutes.map(({ calls }) => calls));
      for (let round = 0; round < most + 3; round += 1) await system.reserve(system.newMember(), title);
      await system.provider({ mode: 'approve' });
      const page = await open('/app/operations', { as: admin });
      await page.getByRole('alert').getByText('Reservations are failing.').waitFor();
      await page
        .getByRole('row', { name: /payment-declined/ })
        .first()
        .waitFor();
      await page.route('**/admin/system', async (route) => {
        const response = await route.fetch();
        const body = (await response.json()) as { consumers: object[] };
        const consumers = body.consumers.map((one) => ({ ...one, waiting: 1, oldestAge: 45 }));
        return route.fulfill({ response, json: { ...body, consumers } });
      });
      await page.locator('.badge.warm', { hasText: '45 seconds' }).first().waitFor();
      await isAccessibleInEveryLook(page);
    });

    it('tells the whole story of a rental on one timeline, by its number or that of a request', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      await becomes(() => system.mypage(id), { state: 'ready' });
      const request = 'request-of-the-desk-1';
      await system.send('PATCH', `/rentals/${id}`, { reqState: 'rental' }, { 'x-request-id': request });
      const page = await open('/app/operations#story', { as: admin }, /404/);
      const field = page.getByLabel('Reservation number or request number');
      await field.fill(id);
      await field.press('Enter');
      await page.getByRole('heading', { name: 'Check out' }).waitFor();
      await page.getByText('library.book.lent').waitFor();
      const events = await page.locator('.entry strong').allTextContents();
      assert.deepEqual(events, [
        'library.rental.requested',
        'payment.captured',
        'library.rental.reserved',
        'library.book.held',
        'library.rental.ready',
        'library.rental.rented',
        'library.book.lent',
      ]);
      await page.getByText(/: On loan, version 4/).waitFor();
      await page.getByText('₩1,000: paid').waitFor();
      await field.fill(request);
      await field.press('Enter');
      await page.getByText(`Request ${request}`).waitFor();
    });

    it('says when nothing is known of a number', async () => {
      const page = await open('/app/operations#story=nothing', { as: admin }, /404/);
      await page.getByText('Nothing is known of a rental or request with this number.').waitFor();
    });

    it('has no laboratory where it is closed', async () => {
      const page = await open('/app/operations', { as: admin });
      await page.getByRole('link', { name: 'Outage laboratory' }).waitFor();
      await page.route('**/admin/laboratory', (route) =>
        route.fulfill({ json: { isOpen: false, services: [], disturbances: [] } }),
      );
      const asked = page.waitForResponse('**/admin/laboratory');
      await page.reload();
      await asked;
      await page.getByRole('link', { name: 'Payment sandbox' }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Outage laboratory' }).count(), 0);
    });

    it('is not shown to librarians', async () => {
      const page = await open('/app/operations', { as: { id: 'choi', role: 'librarian' } });
      await page.getByText('This page is for admins.').waitFor();
    });
  });
});
