import assert from 'node:assert/strict';
import { becomes } from '../support/system.api.ts';
import { newSystem } from '../support/system.scales.ts';

/** A library that lends free makes no payment, and needs no payment service. */
describe('A library that lends free', () => {
  const scales = {
    'in one process': newSystem.inOneProcess({ RENTAL_FEE: '0' }),
    'in a process for each service': newSystem.inFourServices({ RENTAL_FEE: '0' }),
  };
  for (const [name, system] of Object.entries(scales))
    describe(name, function () {
      this.timeout(60_000);
      before(() => system.start());
      after(() => system.stop());

      it('says that a reservation costs nothing, and makes no payment for it', async () => {
        assert.deepEqual((await system.send('GET', '/terms')).body, { fee: 0 });
        const member = system.newMember();
        const { id, amount, paymentId } = await system.reserved(member, await system.newTitle(1));
        assert.equal(amount, 0);
        await becomes(() => system.mypage(id), { state: 'ready', amount: 0 });
        assert.equal((await system.send('GET', `/payments/${paymentId}`)).status, 404);
        await system.asked(id, 'rental');
        await system.asked(id, 'return');
        await becomes(() => system.mypage(id), { state: 'returned' });
      });

      it('cancels what nobody paid for, and the copy is free again', async () => {
        const bookId = await system.newTitle(1);
        const { id } = await system.reserved(system.newMember(), bookId);
        await system.asked(id, 'cancel');
        await becomes(() => system.mypage(id), { state: 'refunded' });
        await becomes(() => system.book(bookId), { available: 1 });
        assert.equal((await system.send<{ total: number }>('GET', '/payments')).body.total, 0);
      });
    });

  describe('while payment is stopped', function () {
    this.timeout(60_000);
    const system = newSystem.inFourServices({ RENTAL_FEE: '0' });
    before(() => system.start());
    after(() => system.stop());

    it('is ready, and lends as ever', async () => {
      await system.stopService('payment');
      const bookId = await system.newTitle(1);
      const { id } = await system.reserved(system.newMember(), bookId);
      await becomes(() => system.mypage(id), { state: 'ready' });
      await system.asked(id, 'cancel');
      await becomes(() => system.mypage(id), { state: 'refunded' });
      const { status, body } = await system.send<{ status: string }>('GET', '/health/ready');
      assert.deepEqual([status, body.status], [200, 'degraded']);
    });
  });
});
