import assert from 'node:assert/strict';
import type { Withdrawal } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { becomes, passes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('A title of the catalogue', () => {
  eachScale((system) => {
    const rename = (id: string, title: string) =>
      system.send<string[]>('PUT', '/books', { titles: [{ id, title, authors: 'Anon', copies: 1 }] });

    it('is called by its present name wherever a rental of it is shown', async () => {
      const bookId = await system.newTitle(1);
      const [first, second] = [
        await system.reserved(system.newMember(), bookId),
        await system.reserved(system.newMember(), bookId),
      ];
      await becomes(() => system.mypage(second.id), { state: 'waiting' });
      assert.deepEqual((await rename(bookId, 'Told anew')).body, ['changed']);
      for (const { id, memberId } of [first, second]) {
        await becomes(() => system.mypage(id), { title: 'Told anew' });
        await becomes(() => system.rental(id), { title: 'Told anew' });
        assert.deepEqual(
          (await system.mypages(memberId)).map(({ title }) => title),
          ['Told anew'],
        );
      }
      assert.equal((await system.asked(first.id, 'rental')).title, 'Told anew');
      await becomes(() => system.mypage(first.id), { state: 'rented', title: 'Told anew' });
    });

    it('can be withdrawn: who holds or waits gets the money back, and who has it brings it back as usual', async () => {
      const bookId = await system.newTitle(2);
      const [reader, holder, waiting] = [
        await system.reserved(system.newMember(), bookId),
        await system.reserved(system.newMember(), bookId),
        await system.reserved(system.newMember(), bookId),
      ];
      await becomes(() => system.mypage(waiting.id), { state: 'waiting' });
      await system.asked(reader.id, 'rental');
      await passes(async () => {
        const { rows } = await system.get<{ rows: RentalView[] }>(`/mypages?memberId=${reader.memberId}`);
        assert.equal(rows[0]?.state, 'rented');
        const { copies } = await system.get<{ copies: { lent: boolean }[] }>(`/books/${bookId}/waitlist`);
        assert.equal(copies.filter(({ lent }) => lent).length, 1);
      });

      const withdrawal = await system.send<Withdrawal>('DELETE', `/books/${bookId}`);
      assert.equal(withdrawal.status, 200);
      assert.partialDeepStrictEqual(withdrawal.body, { id: bookId, lent: 1 });
      for (const { id, paymentId } of [holder, waiting]) {
        await becomes(() => system.mypage(id), { state: 'refunded', reason: 'withdrawn' });
        await becomes(() => system.payment(paymentId), { state: 'refunded' });
      }
      assert.equal((await system.send('GET', `/books/${bookId}`)).status, 404);
      assert.deepEqual((await system.send<Withdrawal>('DELETE', `/books/${bookId}`)).body, withdrawal.body);
      await passes(async () => {
        const { status, body } = await system.reserve(system.newMember(), bookId);
        assert.deepEqual([status, body], [409, { ...body, type: 'urn:yeyak:problem:title-withdrawn' }]);
      });

      await system.asked(reader.id, 'return');
      await becomes(() => system.mypage(reader.id), { state: 'returned' });
      await passes(async () =>
        assert.partialDeepStrictEqual((await system.send<Withdrawal>('DELETE', `/books/${bookId}`)).body, { lent: 0 }),
      );
      assert.deepEqual((await rename(bookId, 'Back again')).body, ['changed']);
      await becomes(() => system.book(bookId), { available: 1, copies: 1, waiting: 0 });
      await passes(async () => assert.equal((await system.reserve(system.newMember(), bookId)).status, 201));
    });

    it('cannot be withdrawn before it is there', async () => {
      assert.equal((await system.send('DELETE', '/books/never-there')).status, 404);
    });
  });
});
