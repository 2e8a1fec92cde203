import assert from 'node:assert/strict';
import type { TrialBalance } from '../../services/payment/payment.contract.ts';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('A member cancels a reservation', () => {
  eachScale((system) => {
    it('and gets the money back, and the copy is free again', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const { id, paymentId, amount } = await system.reserved(member, bookId);
      await becomes(() => system.mypage(id), { state: 'ready' });

      const { state, reqState } = await system.asked(id, 'cancel');
      assert.match(state, /^(cancelled|refunded)$/);
      assert.equal(reqState, 'cancel');
      await becomes(() => system.mypage(id), { state: 'refunded', reqState: 'cancel', bookStatus: 'refunded' });
      await becomes(() => system.payment(paymentId), { state: 'refunded', amount });
      await becomes(() => system.book(bookId), { available: 1, bookStatus: 'refunded' });
      assert.equal((await system.trialBalance()).balanced, true);
      const { debits, credits, ...books } = await system.get<TrialBalance>('/admin/trial-balance');
      assert.deepEqual([books.balanced, credits], [true, debits]);
      assert.ok(debits >= 3 * amount, `${debits} won are too few for a charge and its refund`);
    });

    it('or the desk does it, which my page tells apart', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle(1));
      const headers = { 'x-acting-as': 'librarian choi' };
      const { status, body } = await system.send('PATCH', `/rentals/${id}`, { reqState: 'cancel' }, headers);
      assert.equal(status, 200);
      const by = { id: 'choi', role: 'librarian' } as const;
      assert.partialDeepStrictEqual(body, { reason: 'staff', by });
      await becomes(() => system.mypage(id), { state: 'refunded', reason: 'staff', by });
    });

    it('once: the second time there is nothing left to cancel', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      await system.asked(id, 'cancel');
      const { status, body } = await system.ask(id, 'cancel');
      assert.equal(status, 409);
      assert.match(body.state, /^(cancelled|refunded)$/);
    });
  });
});

describe('A title that the library does not have', () => {
  eachScale((system) => {
    it('is refunded by itself', async () => {
      const { id, paymentId } = await system.reserved(system.newMember(), 'no-such-title');
      await becomes(() => system.mypage(id), { state: 'refunded', reason: 'unknown-title' });
      await becomes(() => system.payment(paymentId), { state: 'refunded' });
      assert.equal((await system.send('GET', '/books/no-such-title')).status, 404);
    });
  });
});
