import assert from 'node:assert/strict';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

/** Milliseconds after which the provider answers: later than a reservation waits, by default. */
const late = 1_800;

describe('The payment provider answers after the deadline', () => {
  eachScale((system) => {
    it('the member gets 503, and the money back exactly once', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const { accounts: before } = await system.trialBalance();
      await system.provider({ mode: 'approve', delayMs: late });
      const { status, headers, ms } = await system.reserve(member, bookId);
      assert.equal(status, 503);
      assert.ok(headers.get('retry-after'));
      assert.ok(ms < late, `${ms} ms`);
      await system.provider({ mode: 'approve', delayMs: 0 });

      const { id } = await onlyPage(member, 'abandoned');
      await becomes(() => system.payment(id), { state: 'refunded' });
      const { accounts: after, balanced } = await system.trialBalance();
      assert.ok(balanced);
      const fee = (await system.payment(id)).amount;
      assert.equal(after['provider-receivable'].debit - before['provider-receivable'].debit, fee, 'charged once');
      assert.equal(after['provider-receivable'].credit - before['provider-receivable'].credit, fee, 'refunded once');
      assert.equal((await system.book(bookId)).available, 1);
    });

    it('and may ask again with the same key, under a payment of its own', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const key = { 'idempotency-key': `${member}-asks-again` };
      await system.provider({ mode: 'approve', delayMs: late });
      assert.equal((await system.reserve(member, bookId, key)).status, 503);
      await system.provider({ mode: 'approve', delayMs: 0 });
      const { id } = await onlyPage(member, 'abandoned');
      const again = await system.reserve(member, bookId, key);
      assert.equal(again.status, 201);
      assert.equal(again.body.id, id);
      await becomes(() => system.payment(id), { state: 'refunded' });
      await becomes(() => system.payment(again.body.paymentId), { state: 'captured' });
      await onlyPage(member, 'ready');
    });

    async function onlyPage(member: string, state: MypageView['state']): Promise<MypageView> {
      await becomes(async () => (await system.mypages(member)).map((row) => row.state), [state]);
      const [page] = await system.mypages(member);
      assert.ok(page);
      return page;
    }
  });
});

describe('The payment provider is overloaded', () => {
  eachScale((system) => {
    it('everyone is turned away in time, and nobody is left hanging or charged', async () => {
      const bookId = await system.newTitle(1);
      await system.provider({ mode: 'approve', delayMs: late });
      const members = Array.from({ length: 100 }, () => system.newMember());
      const answers = await Promise.all(members.map((member) => system.reserve(member, bookId)));
      for (const { status, ms } of answers) {
        assert.equal(status, 503);
        assert.ok(ms < late + 1_000, `${ms} ms`);
      }
      const ms = await system.turnedAway(bookId);
      assert.ok(ms < 20, `the breaker is open, but it took ${ms} ms`);
      await system.provider({ mode: 'approve', delayMs: 0 });
      await becomes(async () => (await system.book(bookId)).available, 1);
      for (const member of members) {
        const paymentOf = async () => system.payment((await system.mypages(member))[0]?.id ?? 'none');
        await becomes(paymentOf, { state: 'refunded' });
      }
      assert.ok((await system.trialBalance()).balanced);
    });
  });
});
