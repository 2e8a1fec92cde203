import assert from 'node:assert/strict';
import type { HospitalView } from '../../../services/screening/hospital/hospital.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';

describe('The pages of health screening', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const admin = { id: 'root', role: 'screening.hospital-admin' } as const;
    let days = 0;
    /** A day of a hospital that nobody has used. */
    async function newDay(pCnt: number): Promise<HospitalView> {
      days += 1;
      const body = {
        hospitalId: `page-${days}`,
        hospitalNm: `Hospital ${days}`,
        chkDate: `2028-01-${10 + days}`,
        pCnt,
      };
      const answer = await system.send<HospitalView>('POST', '/screening/hospitals', body);
      assert.equal(answer.status, 201);
      return answer.body;
    }

    it('let a customer book a place, and see it cancelled by the hospital as that happens', async () => {
      const { hospitalNm, chkDate } = await newDay(3);
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/screening', { as: kim });
      await page.getByLabel('Day').fill(chkDate);
      await page.getByText('3 of 3 places free').waitFor();
      await page.getByLabel('Your name').fill('Kim');
      await page.getByRole('button', { name: `Book a screening at ${hospitalNm} on ${chkDate}` }).click();
      await page.getByText(`You have a place at ${hospitalNm} on ${chkDate}.`).waitFor();
      await page.getByText('2 of 3 places free').waitFor();
      await isAccessibleInEveryLook(page);

      const mine = await open('/app/screening/mypage', { as: kim });
      const row = mine.getByRole('main').getByRole('listitem').filter({ hasText: chkDate });
      await row.getByText('Booked').waitFor();
      const office = await open('/app/screening/days', { as: admin });
      await office.getByRole('button', { name: `Delete ${hospitalNm} on ${chkDate}` }).click();
      await office.getByText('1 person loses the place and is told.').waitFor();
      await office.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await office.getByText('Deleted. 1 screening is cancelled.').waitFor();
      await row.getByText('Cancelled by the hospital').waitFor();
      await isAccessibleInEveryLook(mine);
      await isAccessibleInEveryLook(office);
    });

    it('let a customer cancel, after asking', async () => {
      const { chkDate, hospitalId, id } = await newDay(1);
      const kim = { id: system.newMember(), role: 'member' } as const;
      const body = { hospitalId, chkDate, custId: kim.id, custNm: 'Kim' };
      assert.equal((await system.send('POST', '/screening/screenings', body)).status, 201);
      const page = await open('/app/screening/mypage', { as: kim, language: 'ko' });
      await page.getByRole('button', { name: `${chkDate} 검진 취소` }).click();
      await page.getByRole('dialog').getByRole('button', { name: '취소', exact: true }).click();
      await page.getByText('취소됨').waitFor();
      await isAccessibleInEveryLook(page);
      const { body: day } = await system.send<HospitalView>('GET', `/screening/hospitals/${id}`);
      assert.equal(day.available, 1);
    });

    it('say when there is no place left, and keep the page of the hospital to those who run it', async () => {
      const { chkDate } = await newDay(0);
      const kim = { id: system.newMember(), role: 'member' } as const;
      const page = await open('/app/screening', { as: kim });
      await page.getByLabel('Day').fill(chkDate);
      await page.getByText('No place left').waitFor();
      await page.goto('/app/screening/days');
      await page.getByText('This page is for administrators of hospitals.').waitFor();
    });

    it('register a day', async () => {
      const page = await open('/app/screening/days', { as: admin });
      await page.getByLabel('Hospital id').fill('new-1');
      await page.getByLabel('Name of the hospital').fill('New Hospital');
      await page.getByLabel('Day').fill('2028-02-02');
      await page.getByLabel('Places').fill('4');
      await page.getByRole('button', { name: 'Register a day' }).click();
      await page.getByText('New Hospital screens on 2028-02-02.').waitFor();
      await page.getByRole('listitem').filter({ hasText: 'New Hospital' }).getByText('4 of 4 places free').waitFor();
    });
  });
});
