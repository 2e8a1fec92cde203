import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses, eachScale } from '../support/system.scales.ts';

describe('My page is made anew from the events', () => {
  eachScale((system) => {
    it('while members use it, who notice nothing', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      const { id } = await system.reserved(member, bookId);
      await becomes(() => system.mypage(id), { state: 'ready' });
      const reserved = [id];
      let underWay = true;
      const rebuilt = system.console.call<{ rows: number }>('mypage.rebuild', {}).finally(() => {
        underWay = false;
      });
      while (underWay) {
        assert.equal((await system.mypage(id)).state, 'ready');
        reserved.push((await system.reserved(member, await system.newTitle())).id);
      }
      assert.ok((await rebuilt).rows > 0);
      await becomes(async () => (await system.mypages(member)).map((page) => page.id).sort(), reserved.sort());
    });
  });

  acrossProcesses((system) => {
    it('after its store was lost', async () => {
      const member = system.newMember();
      const { id } = await system.reserved(member, await system.newTitle());
      await system.asked(id, 'rental');
      await becomes(() => system.mypage(id), { state: 'rented', copy: 1 });
      await system.stopService('mypage');
      system.processes.lose('mypage');
      await system.startService('mypage');
      await becomes(async () => (await system.mypages(member)).length, 0);
      await system.console.call('mypage.rebuild', {});
      await becomes(() => system.mypage(id), { state: 'rented', copy: 1 });
    });
  });
});
