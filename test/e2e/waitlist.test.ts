import assert from 'node:assert/strict';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('Two members want the only copy', () => {
  eachScale((system) => {
    async function firstAndSecond(): Promise<{ bookId: string; first: RentalView; second: RentalView }> {
      const bookId = await system.newTitle(1);
      const first = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.mypage(first.id), { state: 'ready', copy: 1 });
      const second = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.mypage(second.id), { state: 'waiting', position: 1 });
      return { bookId, first, second };
    }

    it('one gets it, the other waits at place 1, whoever comes first', async () => {
      const bookId = await system.newTitle(1);
      const members = [system.newMember(), system.newMember()];
      const both = await Promise.all(members.map((member) => system.reserved(member, bookId)));
      const states = async () => (await Promise.all(both.map(({ id }) => system.mypage(id)))).map(({ state }) => state);
      await becomes(async () => (await states()).sort(), ['ready', 'waiting']);
      const pages = await Promise.all(both.map(({ id }) => system.mypage(id)));
      assert.deepEqual(pages.map(({ copy, position }) => copy ?? -(position ?? 0)).sort(), [-1, 1]);
      assert.partialDeepStrictEqual(await system.book(bookId), { available: 0, waiting: 1 });
    });

    it('who waits cannot check it out', async () => {
      const { second } = await firstAndSecond();
      const { status, body } = await system.ask(second.id, 'rental');
      assert.equal(status, 409);
      assert.equal(body.state, 'waiting');
    });

    it('and gets it when the first cancels', async () => {
      const { bookId, first, second } = await firstAndSecond();
      await system.asked(first.id, 'cancel');
      await becomes(() => system.mypage(second.id), { state: 'ready', copy: 1 });
      await becomes(() => system.book(bookId), { available: 0, waiting: 0 });
    });

    it('and gets it when the first returns it', async () => {
      const { first, second } = await firstAndSecond();
      await system.asked(first.id, 'rental');
      await system.asked(first.id, 'return');
      await becomes(() => system.mypage(second.id), { state: 'ready', copy: 1 });
      await system.asked(second.id, 'rental');
    });

    it('or leaves the queue, and gets the money back', async () => {
      const { bookId, second } = await firstAndSecond();
      await system.asked(second.id, 'cancel');
      await becomes(() => system.mypage(second.id), { state: 'refunded' });
      await becomes(() => system.book(bookId), { available: 0, waiting: 0 });
    });
  });
});
