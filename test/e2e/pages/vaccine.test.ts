import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { daysAfter, todayInKorea } from '../../../mixins/days.ts';
import type { DayView } from '../../../services/vaccine/calendar/calendar.contract.ts';
import type { DashboardRow } from '../../../services/vaccine/dashboard/dashboard.contract.ts';
import type { StockView } from '../../../services/vaccine/stock/stock.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

const phone = '010-9837-0279';

describe('The pages of vaccination', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const staff = { id: 'root', role: 'vaccine.staff' } as const;
    const today = todayInKorea(Date.now());
    let people = 0;
    const newNumber = () => {
      people += 1;
      return `900101-1${String(100_000 + people)}`;
    };

    /** As a hand does it, with the keyboard alone. */
    async function sayWho(page: Page, userName: string, userRegNumber: string): Promise<void> {
      await page.locator('input[name="userName"]').focus();
      for (const text of [userName, userRegNumber, phone]) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    }

    async function booked(userName: string, userRegNumber: string, reserveDate = today): Promise<DashboardRow> {
      const person = { userName, userRegNumber, userPhone: phone, reserveDate };
      const { status, body } = await system.send<DashboardRow>('POST', '/vaccine/user/reserve', person);
      assert.equal(status, 201);
      const row = async () => system.get<{ rows: DashboardRow[] }>(`/vaccine/dashboard/list?userId=${body.userId}`);
      await becomes(async () => (await row()).rows.map(({ state }) => state), ['assigned']);
      return body;
    }

    it('let a person book, cancel and be forgotten by keyboard, and leave nothing in the browser', async () => {
      const number = newNumber();
      const addresses: string[] = [];
      const page = await open('/app/vaccine', {}, /404|409/);
      page.on('request', (request) => addresses.push(request.url()));
      await sayWho(page, 'Kim', number);
      await page.getByText('Nothing is booked for this name with this number.').waitFor();
      assert.equal(await focusedPart(page), 'person');
      await page.getByLabel('Day').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText(/^You are booked on /).waitFor();
      const mine = page.getByRole('main').getByRole('listitem');
      await mine.getByText('Booked', { exact: true }).waitFor();
      await mine.getByText(/^Vaccine: /).waitFor();
      await isAccessibleInEveryLook(page);
      const kept = await page.evaluate(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie, location.href])',
      );
      const places = [String(kept), ...addresses].join('\n');
      for (const secret of ['Kim', number, number.replace('-', ''), phone, phone.replaceAll('-', '')])
        assert.ok(!places.includes(secret), `${secret} is in ${places}`);
      assert.equal(await page.evaluate('indexedDB.databases().then((all) => all.length)'), 0);

      await askAndConfirm(
        page,
        page.getByRole('button', { name: 'Forget me' }),
        'Your name, number and phone are erased.',
      );
      await page.getByText('You have a booking. Cancel it first.').waitFor();
      await askAndConfirm(page, page.getByRole('button', { name: /^Cancel / }), 'Your place and your dose are free');
      await page.getByText(/^The vaccination on .* is cancelled\.$/).waitFor();
      await mine.getByText('Cancelled', { exact: true }).waitFor();
      await page.getByLabel('Day').waitFor();
      await askAndConfirm(
        page,
        page.getByRole('button', { name: 'Forget me' }),
        'Your name, number and phone are erased.',
      );
      await page.getByText('What was known of you is erased.').waitFor();
      await page.getByLabel('Resident number').waitFor();
    });

    it('say in words that name and number do not belong together, and ask about them no further', async () => {
      const number = newNumber();
      await booked('Kim', number, daysAfter(today, 30));
      const page = await open('/app/vaccine', { language: 'ko' }, /404|422/);
      await page.clock.install();
      await sayWho(page, '김', number);
      await page.getByText('이 이름과 번호로 예약한 것이 없습니다.').waitFor();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.clock.runFor(20_000);
      await page.getByRole('button', { name: '예약', exact: true }).click();
      await page.getByText('이름과 번호가 맞지 않습니다.').waitFor();
      await page.getByRole('button', { name: '다른 사람' }).click();
      await sayWho(page, 'Kim', number);
      await page.getByRole('button', { name: /취소$/ }).waitFor();
      assert.equal(asked.filter((url) => url.endsWith('/user/status')).length, 2);
      await isAccessibleInEveryLook(page);
    });

    it('take no number that is none, and say what one looks like', async () => {
      const page = await open('/app/vaccine');
      await isAccessibleInEveryLook(page);
      await sayWho(page, 'Kim', '901301-1234567');
      const isInvalid = () =>
        page.locator('input[name="userRegNumber"]').evaluate((input) => input.matches(':invalid'));
      assert.equal(await isInvalid(), true);
      assert.equal(await page.getByRole('button', { name: 'Somebody else' }).count(), 0);
    });

    it('let the staff vaccinate who comes today, after asking, which the person sees', async () => {
      const number = newNumber();
      const { id } = await booked('Lee', number);
      const mine = await open('/app/vaccine');
      await sayWho(mine, 'Lee', number);
      await mine.getByText('Booked', { exact: true }).waitFor();
      const page = await open('/app/vaccine/day', { as: staff });
      const row = page.locator(`[data-part="expected:${id}"]`);
      await row.getByRole('heading', { name: '900101-1******' }).waitFor();
      await row.getByRole('button', { name: 'Vaccinated: 900101-1******' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('This cannot be undone.').waitFor();
      await isAccessibleInEveryLook(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await row.getByText('Vaccinated', { exact: true }).waitFor();
      assert.equal(await focusedPart(page), `expected:${id}`);
      await mine.getByText('Vaccinated', { exact: true }).waitFor();
      assert.equal(await mine.getByLabel('Day').count(), 0);
    });

    it('show the staff who books, as it happens, and ask for nothing meanwhile', async () => {
      const day = daysAfter(today, 50);
      const page = await open('/app/vaccine/day', { as: staff });
      await page.getByLabel('Day').fill(day);
      await page.getByText('Nobody has booked this day.').waitFor();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const [first, second] = [newNumber(), newNumber()];
      await booked('Choi', first, day);
      await page.getByText('1 reservation on this day').waitFor();
      await booked('Yoon', second, day);
      await booked('Moon', newNumber(), daysAfter(day, 1));
      await page.getByText('2 reservations on this day').waitFor();
      await page
        .getByRole('button', { name: /^Vaccinated: / })
        .nth(1)
        .waitFor();
      await system.send('POST', '/vaccine/user/cancel', { userName: 'Choi', userRegNumber: first });
      await page.getByText('Cancelled', { exact: true }).waitFor();
      assert.deepEqual(
        asked.filter((url) => url.includes('/dashboard/')),
        [],
      );
      await isAccessibleInEveryLook(page);
      await page.getByLabel('Day').fill(daysAfter(day, 1));
      await page.getByText('1 reservation on this day').waitFor();
    });

    it('change the places of a day, and say in words when more are held', async () => {
      const day = daysAfter(today, 55);
      await booked('Han', newNumber(), day);
      const page = await open('/app/vaccine/calendar', { as: staff }, /409/);
      await page.getByLabel('Day', { exact: true }).fill(day);
      await page.getByText('1 of 10 places are held.').waitFor();
      await page.getByText('9 free').waitFor();
      const save = async (places: string) => {
        await page.getByLabel('Places of this day').focus();
        await page.keyboard.type(places);
        await page.keyboard.press('Enter');
      };
      await save('0');
      await page.getByText('More people have booked this day than that.').waitFor();
      await page.getByLabel('Places of this day').fill('');
      await save('1');
      await page.getByText('1 of 1 places are held.').waitFor();
      await page.getByText('0 free').waitFor();
      await isAccessibleInEveryLook(page);
      const { count, places } = await system.get<DayView>(`/vaccine/calendar/${day}`);
      assert.deepEqual([count, places], [0, 1]);
      const korean = await open('/app/vaccine/calendar', { as: staff, language: 'ko' }, /409/);
      await korean.getByLabel('날짜').fill(day);
      await korean.getByText('정원 1명 중 1명이 예약했습니다.').waitFor();
      await korean.getByLabel('이날의 정원').fill('0');
      await korean.getByRole('button', { name: '저장' }).click();
      await korean.getByText('이미 예약한 사람보다 적게 줄일 수 없습니다.').waitFor();
      const other = await open('/app/vaccine/calendar', { as: { id: system.newMember(), role: 'member' } });
      await other.getByText('This page is for the staff of the hospital.').waitFor();
    });

    it('say that a vaccination takes place on its day', async () => {
      const day = daysAfter(today, 40);
      await booked('Park', newNumber(), day);
      const page = await open('/app/vaccine/day', { as: staff }, /409/);
      await page.getByLabel('Day').fill(day);
      await page.getByText('1 reservation on this day').waitFor();
      await page.getByRole('button', { name: /^Vaccinated: / }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Vaccinated' }).click();
      await page.getByText('A vaccination takes place on its day.').waitFor();
    });

    it('keep the stock, by those alone whose it is', async () => {
      const page = await open('/app/vaccine/stock', { as: staff });
      const form = page.getByRole('form', { name: 'Another vaccine' });
      await form.getByLabel('Name of the vaccine').focus();
      await page.keyboard.type('Novavax');
      await page.keyboard.press('Tab');
      await page.keyboard.type('0');
      await page.keyboard.press('Enter');
      await page.getByText('Novavax: 0 doses left.').waitFor();
      const row = page.locator('[data-part="vaccine:Novavax"]');
      await row.getByText('0 doses left').waitFor();
      await row.getByLabel('Doses that are left').fill('7');
      await row.getByRole('button', { name: 'Save the doses of Novavax' }).click();
      await row.getByText('7 doses left').waitFor();
      const { vaccines } = await system.get<StockView>('/vaccine/stock');
      assert.equal(vaccines.find(({ vaccineType }) => vaccineType === 'Novavax')?.quantity, 7);
      await isAccessibleInEveryLook(page);
      const other = await open('/app/vaccine/stock', { as: { id: system.newMember(), role: 'member' } });
      await other.getByText('This page is for the staff of the hospital.').waitFor();
    });
  });
});
