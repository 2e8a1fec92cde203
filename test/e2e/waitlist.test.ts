import assert from 'node:assert/strict';
import type { WaitlistView } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import { EventStream } from '../support/event-stream.ts';
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

describe('Those who wait for a title', () => {
  eachScale((system) => {
    it('see their present positions wherever they look, and as they change', async () => {
      const bookId = await system.newTitle(1);
      const rentals: RentalView[] = [];
      for (let count = 0; count < 8; count += 1) rentals.push(await system.reserved(system.newMember(), bookId));
      const places = async () => (await system.get<WaitlistView>(`/books/${bookId}/waitlist`)).waiting;
      await becomes(async () => (await places()).length, 7);
      const queue = (await places()).map(({ rentalId }) => rentalId);
      const memberOf = (id: string | undefined) => rentals.find((rental) => rental.id === id)?.memberId ?? '';
      const last = queue.at(-1) ?? '';
      await becomes(() => system.mypage(last), { state: 'waiting', position: 7 });
      const stream = await new EventStream().open(`${system.url}/mypages/stream?memberId=${memberOf(last)}`);
      try {
        const left = [queue[0], queue[3]].flatMap((id) => id ?? []);
        for (const id of left) await system.asked(id, 'cancel');
        const staying = queue.filter((id) => !left.includes(id));
        const expected = staying.map((id, index) => [id, index + 1] as const);
        await becomes(
          async () => (await places()).map(({ rentalId, position }) => [rentalId, position] as const),
          expected,
        );
        const each = (read: (id: string) => Promise<{ readonly position?: number }>) =>
          becomes(
            () => Promise.all(staying.map(async (id) => [id, (await read(id)).position ?? 0] as const)),
            expected,
          );
        await each((id) => system.rental(id));
        await each((id) => system.mypage(id));
        await each(async (id) => (await system.mypages(memberOf(id)))[0] ?? {});
        await each(
          async (id) => (await system.all<RentalView>('/rentals?state=waiting')).find((one) => one.id === id) ?? {},
        );
        await becomes(async () => (JSON.parse(stream.last?.data ?? '{}') as Partial<RentalView>).position ?? 0, 5);
      } finally {
        stream.close();
      }
    });
  });
});
