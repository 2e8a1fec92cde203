import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('A member reserves a book, checks it out and returns it', () => {
  eachScale((system) => {
    it('and sees each step on my page', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const { status, headers, body } = await system.reserve(member, bookId);
      assert.equal(status, 201);
      const { id } = body;
      assert.equal(headers.get('location'), `/rentals/${id}`);
      assert.partialDeepStrictEqual(body, { memberId: member, bookId, state: 'reserved', reqState: 'reserve' });
      assert.partialDeepStrictEqual(await system.payment(body.paymentId), { state: 'captured', orderId: id });
      await becomes(() => system.mypage(id), { state: 'ready', reqState: 'reserve', bookStatus: 'reserved', copy: 1 });
      await becomes(() => system.book(bookId), { copies: 1, available: 0, bookStatus: 'reserved' });

      assert.partialDeepStrictEqual(await system.asked(id, 'rental'), { state: 'rented', reqState: 'rental', copy: 1 });
      await becomes(() => system.mypage(id), { state: 'rented', reqState: 'rental', bookStatus: 'rentaled' });
      await becomes(() => system.book(bookId), { available: 0, bookStatus: 'rentaled' });

      assert.partialDeepStrictEqual(await system.asked(id, 'return'), { state: 'returned', reqState: 'return' });
      await becomes(() => system.mypage(id), { state: 'returned', reqState: 'return', bookStatus: 'returned' });
      await becomes(() => system.book(bookId), { available: 1, bookStatus: 'returned' });

      const page = await system.mypages(member);
      assert.deepEqual(
        page.map((row) => row.id),
        [id],
      );
      assert.equal((await system.payment(body.paymentId)).state, 'captured');
    });

    it('and is told what state it is in when a step is not allowed', async () => {
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      const refusedIn = async (state: string, reqState: 'cancel' | 'rental' | 'return') => {
        const { status, body } = await system.ask(id, reqState);
        assert.equal(status, 409);
        assert.partialDeepStrictEqual(body, { type: 'urn:yeyak:problem:rental-state', state });
      };
      await becomes(() => system.rental(id), { state: 'ready' });
      await refusedIn('ready', 'return');
      await system.asked(id, 'rental');
      await refusedIn('rented', 'rental');
      await refusedIn('rented', 'cancel');
      await system.asked(id, 'return');
      for (const reqState of ['cancel', 'rental', 'return'] as const) await refusedIn('returned', reqState);
    });
  });
});
