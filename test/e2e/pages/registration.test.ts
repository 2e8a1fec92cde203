import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ApprovalView } from '../../../services/registration/approval/approval.contract.ts';
import type { RequestView } from '../../../services/registration/request/request.contract.ts';
import { isAccessibleInEveryLook } from '../../support/pages/axe.ts';
import { askAndConfirm, focusedPart, hold } from '../../support/pages/keys.ts';
import { withPages } from '../../support/pages/library.ts';
import { becomes } from '../../support/system.api.ts';

describe('The pages of registration', function () {
  this.timeout(60_000);

  withPages((system, open) => {
    const reviewer = { id: 'choi', role: 'registration.reviewer' } as const;
    const newPublisher = () => ({ id: system.newMember(), role: 'registration.publisher' }) as const;

    async function asked(publId: string, bookNm: string): Promise<string> {
      const { status, body } = await system.send<RequestView>('POST', '/market/regRequests', {
        bookId: '99',
        bookNm,
        publId,
      });
      assert.equal(status, 201);
      return body.id;
    }

    const approval = async (id: string) => (await system.get<ApprovalView>(`/market/approves/${id}`)).state;
    const decide = (id: string, publId: string, appYn: 'Y' | 'N') =>
      system.send('POST', '/market/approves', { reqReqId: id, publId, appYn });
    const row = (page: Page, title: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: title });
    /** Waits until the row of the request has the focus. */
    const isAt = (page: Page, id: string) => page.locator(`[data-part="approval:${id}"]:focus`).waitFor();

    /** Decides on what others have left, so that the queue is this test's own. */
    async function emptyQueue(): Promise<void> {
      const waiting = await system.all<ApprovalView>('/market/approves?state=lodged');
      for (const { id, publId } of waiting) assert.equal((await decide(id, publId, 'N')).status, 201);
    }

    beforeEach(emptyQueue);

    it('let a publisher ask for a title by keyboard, see it approved as that happens, and withdraw it', async () => {
      const publisher = newPublisher();
      const page = await open('/app/registration', { as: publisher });
      await page.getByText('You have asked for no title yet.').waitFor();
      await page.getByLabel('Number of the book').focus();
      await page.keyboard.type('99');
      await page.keyboard.press('Tab');
      await page.keyboard.type('A new title');
      await page.keyboard.press('Enter');
      await page.getByText('“A new title” lies before the reviewers.').waitFor();
      const request = row(page, 'A new title');
      await request.getByText('Under review').waitFor();
      const [waiting] = await system.all<ApprovalView>('/market/approves?state=lodged');
      assert.equal((await decide(waiting?.id ?? '', publisher.id, 'Y')).status, 201);
      await request.getByText('Approved').waitFor();
      await isAccessibleInEveryLook(page);
      const withdraw = page.getByRole('button', { name: 'Withdraw the request for “A new title”' });
      await askAndConfirm(page, withdraw, 'What was approved is registered no longer.');
      await request.getByText('Withdrawn').waitFor();
      assert.equal(await focusedPart(page), `request:${waiting?.id}`);
      await becomes(() => approval(waiting?.id ?? ''), 'withdrawn' as never);
    });

    it('let a reviewer work the queue by keyboard alone: the focus stays, and nothing is asked', async () => {
      const { id: publId } = newPublisher();
      const ids = [await asked(publId, 'First'), await asked(publId, 'Second'), await asked(publId, 'Third')];
      const [first = '', second = '', third = ''] = ids;
      const page = await open('/app/registration/queue', { as: reviewer });
      await isAt(page, first);
      await page.getByRole('list', { name: 'Keys' }).getByText('Approve').waitFor();
      await page.getByText('3 requests wait for a decision.').waitFor();
      await page.keyboard.press('y');
      await row(page, 'First').getByText('Approved').waitFor();
      await isAt(page, first);
      await page.keyboard.press('j');
      await isAt(page, second);
      await page.keyboard.press('k');
      await isAt(page, first);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await isAt(page, third);
      await page.keyboard.press('n');
      await row(page, 'Third').getByText('Rejected').waitFor();
      await page.getByText('1 request waits for a decision.').waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
      assert.deepEqual(await Promise.all(ids.map(approval)), ['approved', 'lodged', 'rejected']);
      await isAccessibleInEveryLook(page);
    });

    it('decide on one request while a key is held down, under a Korean layout', async () => {
      const { id: publId } = newPublisher();
      const ids = [await asked(publId, '첫째'), await asked(publId, '둘째')];
      const [first = '', second = ''] = ids;
      const page = await open('/app/registration/queue', { as: reviewer, language: 'ko' });
      await isAt(page, first);
      const decisions: string[] = [];
      page.on('request', (request) => request.method() === 'POST' && decisions.push(request.url()));
      await hold(page, 'ㅛ', 'KeyY', 20);
      await row(page, '첫째').getByText('승인됨').waitFor();
      await hold(page, 'ㅓ', 'KeyJ', 5);
      await isAt(page, second);
      await hold(page, 'Process', 'KeyN', 20);
      await row(page, '둘째').getByText('거절됨').waitFor();
      assert.equal(decisions.length, 2);
      assert.deepEqual(await Promise.all(ids.map(approval)), ['approved', 'rejected']);
      await isAccessibleInEveryLook(page);
    });

    it('say who was faster, and move nothing under the hands of a reviewer', async () => {
      const { id: publId } = newPublisher();
      const ids = [await asked(publId, 'Fourth'), await asked(publId, 'Fifth')];
      const [fourth = '', fifth = ''] = ids;
      const page = await open('/app/registration/queue', { as: reviewer }, /409|ERR_FAILED/);
      await isAt(page, fourth);
      await page.route('**/market/approves?*', (route) => route.abort());
      await decide(fourth, publId, 'N');
      await page.keyboard.press('y');
      await page.getByText('This is no longer possible: it is rejected now.').waitFor();
      await row(page, 'Fourth').getByText('Rejected').waitFor();
      await page.keyboard.press('y');
      await page.getByText('Nothing to decide on “Fourth”: Rejected').waitFor();
      await page.unroute('**/market/approves?*');
      await page.keyboard.press('ArrowDown');
      assert.equal((await system.send('DELETE', `/market/regRequests/${fifth}`)).status, 200);
      await row(page, 'Fifth').getByText('Decided by somebody else, or withdrawn').waitFor();
      await isAt(page, fifth);
    });

    it('are each for those whom they are for', async () => {
      const page = await open('/app/registration', { as: reviewer });
      await page.getByText('This page is for publishers.').waitFor();
      await isAccessibleInEveryLook(page);
      const other = await open('/app/registration/queue', { as: newPublisher() });
      await other.getByText('This page is for reviewers.').waitFor();
      assert.equal(await other.getByRole('link', { name: 'Review', exact: true }).count(), 0);
    });
  });
});
