import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses } from '../support/system.scales.ts';

describe('While my page is stopped', () => {
  acrossProcesses((system) => {
    it('all goes on, and it shows everything after the start', async () => {
      const member = system.newMember();
      const first = await system.reserved(member, await system.newTitle());
      await becomes(() => system.mypage(first.id), { state: 'ready' });
      await system.stopService('mypage');

      await system.asked(first.id, 'rental');
      await system.asked(first.id, 'return');
      const second = await system.reserved(member, await system.newTitle());
      await system.asked(second.id, 'cancel');
      await becomes(() => system.rental(second.id), { state: 'refunded' });
      const { status, headers } = await system.send('GET', `/mypages?memberId=${member}`);
      assert.equal(status, 503);
      assert.ok(headers.get('retry-after'));

      await system.startService('mypage');
      await becomes(() => system.mypage(first.id), { state: 'returned', bookStatus: 'returned' });
      await becomes(() => system.mypage(second.id), { state: 'refunded', bookStatus: 'refunded' });
      assert.equal((await system.mypages(member)).length, 2);
    });
  });
});

describe('My page', () => {
  acrossProcesses((system) => {
    it('is served from its own store, with every other service stopped', async () => {
      const member = system.newMember();
      const { id } = await system.reserved(member, await system.newTitle());
      await becomes(() => system.mypage(id), { state: 'ready' });
      for (const name of ['rental', 'payment', 'book'] as const) await system.stopService(name);
      const [page] = await system.mypages(member);
      assert.partialDeepStrictEqual(page, { id, memberId: member, state: 'ready', copy: 1 });
    });
  });
});
