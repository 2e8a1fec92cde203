import assert from 'node:assert/strict';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { withPages } from '../../support/pages/library.ts';

describe('The pages of messages', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const staff = { id: 'root', role: 'kakao.staff' } as const;

    it('let staff write, see what was given up, and send it after all', async () => {
      const kim = system.newMember();
      await system.console.call('kakao.message.sandbox', { mode: 'reject' });
      try {
        const page = await open('/app/kakao', { as: staff });
        await page.getByRole('form', { name: 'Write a message' }).getByLabel('Recipient').fill(kim);
        await page.getByLabel('Text').fill('The library is closed on Monday.');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText(`The message to ${kim} is on its way.`).waitFor();
        await page.getByLabel('State').selectOption('Given up');
        const row = page.getByRole('main').getByRole('listitem').filter({ hasText: kim });
        await row.getByText('sandbox-rejects').waitFor();
        await isAccessibleInEveryLook(page);
        await system.console.call('kakao.message.sandbox', { mode: 'deliver' });
        await row.getByRole('button', { name: `Send now: “Written” to ${kim}` }).click();
        await page.getByText(`The message to ${kim} is sent now.`).waitFor();
        await page.getByLabel('State').selectOption('Sent');
        await row.getByText('The library is closed on Monday.').waitFor();
      } finally {
        await system.console.call('kakao.message.sandbox', { mode: 'deliver' });
      }
    });

    it('show a member what they were told, in Korean too, and nobody else', async () => {
      const [kim, lee] = [system.newMember(), system.newMember()];
      for (const customerId of [kim, lee])
        assert.equal(
          (await system.send('POST', '/kakaos', { customerId, message: `안녕하세요 ${customerId}` })).status,
          201,
        );
      const page = await open('/app/kakao', { as: { id: kim, role: 'member' }, language: 'ko' });
      await page.getByText(`안녕하세요 ${kim}`).waitFor();
      await page.getByText('발송됨').waitFor();
      assert.equal(await page.getByText(`안녕하세요 ${lee}`).count(), 0);
      assert.equal(await page.getByRole('button', { name: '지금 보내기' }).count(), 0);
      await isAccessibleInEveryLook(page);
    });
  });
});
