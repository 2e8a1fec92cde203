import assert from 'node:assert/strict';
import type { LaboratoryView } from '../../../services/operations/laboratory.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';

describe('The page of the outage laboratory', function () {
  this.timeout(120_000);

  withPages((system, open) => {
    const admin = { id: 'root', role: 'admin' } as const;
    const laboratory = () => system.get<LaboratoryView>('/admin/laboratory');
    afterEach(() => system.send('POST', '/admin/laboratory/calm'));

    it('lets members reserve while payment is stopped, counts what is shed, and ends with a verdict', async () => {
      const page = await open('/app/operations#laboratory', { as: admin }, /503/);
      await page.getByLabel('Members at once').fill('5');
      await page.getByLabel('Seconds', { exact: true }).fill('8');
      await page.getByRole('button', { name: 'Let them reserve' }).click();
      await page.getByText('Members are reserving.').waitFor();
      await page.getByText('Running', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Stop payment' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
      await page.getByText(/payment, until/).waitFor();
      await page.getByRole('row', { name: /^All/ }).waitFor();
      await page.getByRole('button', { name: 'End all now' }).click();
      await page.getByText('Nothing is disturbed.', { exact: true }).waitFor();
      await page.getByText('Verdict: nothing is lost, doubled or unpaid').waitFor({ timeout: 60_000 });
      await page.getByText('Lost 0, Doubled 0, Unpaid 0, Ledger balanced').waitFor();
      const { load } = await laboratory();
      assert.ok((load?.counts.shed ?? 0) > 0, JSON.stringify(load));
      await isAccessibleInEveryLook(page);
    });

    it('plays what the documents demonstrated', async () => {
      const page = await open('/app/operations#laboratory', { as: admin, language: 'ko', theme: 'dark' });
      await page.getByRole('button', { name: /^O1/ }).click();
      await page.getByText('느림').waitFor();
      assert.equal(await page.getByRole('button', { name: /^O2/ }).isDisabled(), true);
      await page.getByRole('button', { name: '지금 모두 끝내기' }).click();
      await page.getByText('판정: 잃거나').waitFor({ timeout: 60_000 });
      await isAccessibleInEveryLook(page);
    });
  });
});
