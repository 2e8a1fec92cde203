import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses } from '../support/system.scales.ts';

describe('While book is stopped', () => {
  acrossProcesses((system) => {
    it('members reserve, check out and return, and its state arrives in my page after the start', async () => {
      const titles = [await system.newTitle(1), await system.newTitle(1), await system.newTitle(1)] as const;
      const early = await system.reserved(system.newMember(), titles[0]);
      await becomes(() => system.mypage(early.id), { state: 'ready' });
      await system.stopService('book');

      const reserved = await system.reserved(system.newMember(), titles[1]);
      const waiting = await system.reserved(system.newMember(), titles[1]);
      const rented = await system.reserved(system.newMember(), titles[2]);
      const taken = await system.asked(rented.id, 'rental');
      assert.partialDeepStrictEqual(taken, { state: 'rented', unchecked: true });
      await system.asked(early.id, 'rental');
      await system.asked(early.id, 'return');
      await becomes(() => system.mypage(reserved.id), { state: 'reserved', bookStatus: 'reserved' });
      await becomes(() => system.mypage(rented.id), { state: 'rented', bookStatus: 'rentaled', unchecked: true });
      await becomes(() => system.mypage(early.id), { state: 'returned', bookStatus: 'returned' });
      assert.equal((await system.mypage(rented.id)).copy, undefined);

      const books = await system.send('GET', '/books');
      assert.equal(books.status, 503);
      assert.ok(books.headers.get('retry-after'));
      const ready = await system.send<{ status: string }>('GET', '/health/ready');
      assert.equal(ready.status, 200);
      assert.equal(ready.body.status, 'degraded');

      await system.startService('book');
      await becomes(() => system.mypage(reserved.id), { state: 'ready', copy: 1 });
      await becomes(() => system.mypage(waiting.id), { state: 'waiting', position: 1 });
      await becomes(() => system.mypage(rented.id), { state: 'rented', copy: 1 });
      assert.equal((await system.mypage(rented.id)).unchecked, undefined);
      await becomes(() => system.book(titles[0]), { available: 1, bookStatus: 'returned' });
      await becomes(() => system.book(titles[2]), { available: 0, bookStatus: 'rentaled' });
    });
  });
});
