import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('The payment provider fails', () => {
  eachScale((system) => {
    it('POST /rentals answers 503, at once when the breaker is open, and 201 when it works again', async () => {
      const bookId = await system.newTitle(50);
      await system.provider({ mode: 'fail', delayMs: 200 });
      const members = Array.from({ length: 8 }, () => system.newMember());
      const answers = await Promise.all(members.map((member) => system.reserve(member, bookId)));
      for (const { status, headers } of answers) {
        assert.equal(status, 503);
        assert.ok(headers.get('retry-after'));
      }
      const ms = await system.turnedAway(bookId);
      assert.ok(ms < 20, `the breaker is open, but it took ${ms} ms`);

      await system.provider({ mode: 'approve', delayMs: 0 });
      const member = system.newMember();
      await eventually(async () => (await system.reserve(member, bookId)).status === 201);
      await becomes(async () => (await system.mypages(member)).map(({ state }) => state), ['ready']);
      for (const other of members) {
        const states = async () => (await system.mypages(other)).map(({ state }) => state);
        await becomes(async () => (await states()).every((state) => state === 'abandoned'), true);
      }
      assert.equal((await system.book(bookId)).available, 49);
    });
  });
});
