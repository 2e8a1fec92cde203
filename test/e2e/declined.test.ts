import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { eachScale } from '../support/system.scales.ts';

describe('A payment that is declined', () => {
  eachScale((system) => {
    it('answers 402, and nothing is reserved', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      await system.provider({ mode: 'decline' });
      const { status, body } = await system.send('POST', '/rentals', { memberId: member, bookId });
      assert.equal(status, 402);
      assert.partialDeepStrictEqual(body, { type: 'urn:yeyak:problem:payment-declined', status: 402 });

      await becomes(async () => (await system.mypages(member)).map(({ state }) => state), ['declined']);
      const [row] = await system.mypages(member);
      assert.equal((await system.ask(row?.id ?? '', 'rental')).status, 409);
      assert.equal((await system.payment(row?.id ?? '')).state, 'declined');
      assert.equal((await system.book(bookId)).available, 1);
      assert.equal((await system.trialBalance()).balanced, true);
    });

    it('does not open the breaker, since the provider answered', async () => {
      const bookId = await system.newTitle(1);
      await system.provider({ mode: 'decline' });
      for (let time = 0; time < 20; time += 1)
        assert.equal((await system.reserve(system.newMember(), bookId)).status, 402);
      await system.provider({ mode: 'approve' });
      await system.reserved(system.newMember(), bookId);
    });
  });
});
