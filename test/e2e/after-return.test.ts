import assert from 'node:assert/strict';
import type { WaitlistView } from '../../services/library/book/book.contract.ts';
import type { SystemView } from '../../services/operations/operations.contract.ts';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses, eachScale } from '../support/system.scales.ts';

describe('A client that returns a book', () => {
  eachScale((system) => {
    it('learns from the waitlist of its title who holds the copy next', async () => {
      const bookId = await system.newTitle(1);
      const { id } = await system.reserved(system.newMember(), bookId);
      const next = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.mypage(id), { state: 'ready', copy: 1 });
      await system.asked(id, 'rental');
      await system.asked(id, 'return');
      const copyOne = async () => {
        const { body } = await system.send<WaitlistView>('GET', `/books/${bookId}/waitlist`);
        return { ...body.copies[0] };
      };
      await becomes(copyOne, { copy: 1, rentalId: next.id, lent: false });
    });
  });
});

describe('Operations', () => {
  eachScale((system) => {
    it('counts reservations by minute, and says that they are failing', async () => {
      const read = async () => (await system.send<SystemView>('GET', '/admin/system')).body.reservations;
      const most = Math.max(0, ...(await read()).minutes.map(({ calls }) => calls));
      const title = await system.newTitle();
      await system.provider({ mode: 'decline' });
      for (let round = 0; round < most + 3; round += 1) await system.reserve(system.newMember(), title);
      await system.provider({ mode: 'approve' });
      const { failing, minutes } = await read();
      assert.equal(failing, true);
      const declined = minutes.reduce((sum, { kinds }) => sum + (kinds['payment-declined'] ?? 0), 0);
      assert.ok(declined >= most + 3, JSON.stringify(minutes));
    });
  });

  acrossProcesses((system) => {
    it('tells the age of the oldest event that a consumer has not handled', async () => {
      const mypage = async () => {
        const { consumers = [] } = (await system.send<SystemView>('GET', '/admin/system')).body;
        return consumers.find(({ group }) => group === 'mypage');
      };
      await system.stopService('mypage');
      const { id } = await system.reserved(system.newMember(), await system.newTitle());
      await becomes(async () => ({ isOld: ((await mypage())?.oldestAge ?? 0) >= 1 }), { isOld: true });
      await system.startService('mypage');
      await becomes(() => system.mypage(id), { state: 'ready' });
      await becomes(async () => ({ age: (await mypage())?.oldestAge }), { age: undefined });
    });
  });
});
