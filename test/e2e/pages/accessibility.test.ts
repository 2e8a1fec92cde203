import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { todayInKorea } from '../../../mixins/days.ts';
import { isAccessible, isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

interface Place {
  readonly path: string;
  /** Who looks. */
  readonly role: string;
  /** Where it is not in both. */
  readonly language?: 'en';
  /** Brings the page to where there is most to see. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const member = 'reader-of-all';
const person = { userName: 'Kim', userRegNumber: '850101-1234567', userPhone: '010-9837-0279' };

const places: Readonly<Record<string, Place>> = {
  home: {
    path: '/app/',
    role: 'admin',
    ready: (page) => page.getByText('Ready').or(page.getByText('정상')).first().waitFor(),
  },
  catalogue: { path: '/app/library', role: 'member', ready: (page) => page.locator('.book').nth(5).waitFor() },
  'my page': {
    path: '/app/library/mypage',
    role: 'member',
    ready: async (page) => {
      await page.locator('.rental').nth(2).waitFor();
      await page.locator('summary').first().click();
      await page.locator('.story li').nth(2).waitFor();
    },
  },
  'the question before a cancellation': {
    path: '/app/library/mypage',
    role: 'member',
    ready: (page) => page.locator('.rental button').first().click(),
  },
  'the question who somebody is': {
    path: '/app/library',
    role: 'member',
    ready: (page) => page.locator('.who button').click(),
  },
  desk: {
    path: '/app/library/desk',
    role: 'librarian',
    ready: async (page) => {
      await page.locator('input:focus').waitFor();
      await page.keyboard.type(member);
      await page.keyboard.press('Enter');
      await page.locator('.desk-row').nth(2).waitFor();
    },
  },
  'operations: system': {
    path: '/app/operations',
    role: 'admin',
    ready: (page) => page.locator('tbody tr').nth(8).waitFor(),
  },
  'operations: dead letters': {
    path: '/app/operations#letters',
    role: 'admin',
    ready: (page) => page.locator('.empty').waitFor(),
  },
  'operations: sandbox': {
    path: '/app/operations#sandbox',
    role: 'admin',
    ready: (page) => page.locator('fieldset').waitFor(),
  },
  'operations: story': {
    path: '/app/operations#story',
    role: 'admin',
    ready: (page) => page.locator('main input').waitFor(),
  },
  'market: books': {
    path: '/app/market',
    role: 'member',
    ready: (page) => page.locator('[data-part^="book:"]').nth(5).waitFor(),
  },
  'market: orders': {
    path: '/app/market/orders',
    role: 'member',
    ready: async (page) => {
      await page.locator('summary').first().click();
      await page.locator('.story li').nth(2).waitFor();
    },
  },
  'registration: requests': {
    path: '/app/registration',
    role: 'registration.publisher',
    ready: (page) => page.locator('[data-part^="request:"] button').first().click(),
  },
  'registration: queue': {
    path: '/app/registration/queue',
    role: 'registration.reviewer',
    ready: (page) => page.locator('[data-part^="approval:"]').first().waitFor(),
  },
  'vaccine: who somebody is': {
    path: '/app/vaccine',
    role: 'member',
    ready: (page) => page.locator('input[name="userRegNumber"]').waitFor(),
  },
  'vaccine: what somebody has': {
    path: '/app/vaccine',
    role: 'member',
    ready: async (page) => {
      for (const [name, text] of Object.entries(person)) await page.locator(`input[name="${name}"]`).fill(text);
      await page.keyboard.press('Enter');
      await page.locator('[data-part^="reservation:"]').waitFor();
    },
  },
  'vaccine: today': {
    path: '/app/vaccine/day',
    role: 'vaccine.staff',
    ready: (page) => page.locator('[data-part^="expected:"]').first().waitFor(),
  },
  'vaccine: places of a day': {
    path: '/app/vaccine/calendar',
    role: 'vaccine.staff',
    ready: (page) => page.locator('[data-part^="day:"]').waitFor(),
  },
  'vaccine: stock': {
    path: '/app/vaccine/stock',
    role: 'vaccine.staff',
    ready: (page) => page.locator('[data-part^="vaccine:"]').first().waitFor(),
  },
  'store: products': {
    path: '/app/store',
    role: 'member',
    ready: async (page) => {
      await page.locator('[data-part^="product:"] button').first().click();
      await page.locator('dialog input[name="customerPhone"]').waitFor();
    },
  },
  'store: my reservations': {
    path: '/app/store/mine',
    role: 'member',
    ready: async (page) => {
      await page.locator('summary').first().click();
      await page.locator('.story li').nth(2).waitFor();
    },
  },
  'store: reservations': {
    path: '/app/store/dashboard',
    role: 'store.manager',
    ready: (page) => page.locator('[data-part^="reservation:"]').first().waitFor(),
  },
  'store: stock': {
    path: '/app/store/stock',
    role: 'store.manager',
    ready: (page) => page.locator('[data-part^="stock:"]').nth(1).waitFor(),
  },
  'store: payments': {
    path: '/app/store/payments',
    role: 'store.manager',
    ready: (page) => page.locator('[data-part^="payment:"]').first().waitFor(),
  },
  'the API': {
    path: '/docs',
    role: 'member',
    language: 'en',
    ready: async (page) => {
      for (const path of ['/rentals', '/rentals/{id}']) await page.getByText(path, { exact: true }).first().click();
      await page.getByText('Created.').first().click();
    },
  },
  'a page that is not there': { path: '/app/nowhere', role: 'member', ready: async () => {} },
};

describe('Accessibility', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    before(async () => {
      const [first, second, third] = [await system.newTitle(), await system.newTitle(), await system.newTitle()];
      await system.reserved(system.newMember(), second);
      await system.reserved(member, first);
      await system.reserved(member, second);
      const { id } = await system.reserved(member, third);
      await system.asked(id, 'rental');
      await system.asked(id, 'return');
      const begun = {
        '/market/orders': { bookId: first, qty: 2, customerId: member },
        '/market/regRequests': { bookId: '99', bookNm: 'A new title', publId: member },
        '/vaccine/user/reserve': { ...person, reserveDate: todayInKorea(Date.now()) },
      };
      for (const [path, body] of Object.entries(begun))
        assert.equal((await system.send('POST', path, body)).status, 201);
      const tea = { productId: 'tea', productName: 'Tea', productPrice: 1_500, productQty: 9 };
      assert.equal((await system.send('POST', '/store/product/order', tea)).status, 201);
      const wanted = {
        productId: 'tea',
        qty: 2,
        customerId: member,
        customerName: 'Lee',
        customerPhone: '010-9837-0279',
      };
      await becomes(async () => (await system.send('POST', '/store/reservation/order', wanted)).status, 201);
    });

    for (const [name, { path, role, ready, language: only }] of Object.entries(places))
      for (const language of only ? [only] : (['en', 'ko'] as const))
        it(`${name}, ${language}: axe finds nothing, light or dark, and it fits a phone`, async () => {
          const as = { id: member, role };
          const page = await open(path, { language, as });
          await ready(page);
          await isAccessibleInEveryLook(page);
        });

    it('keeps the colours that somebody chose, whatever the device says', async () => {
      const page = await open('/app/library');
      await page.getByLabel('Colours').selectOption('dark');
      await page.reload();
      await page.locator('.book').first().waitFor();
      await isAccessible(page);
    });
  });
});
