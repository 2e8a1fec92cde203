import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { becomes } from '../support/system.api.ts';
import { acrossProcesses } from '../support/system.scales.ts';

describe('While payment is stopped', () => {
  acrossProcesses((system) => {
    it('POST /rentals answers 503 at once, and 201 when it has started again', async () => {
      const member = system.newMember();
      const bookId = await system.newTitle(1);
      await system.stopService('payment');
      const { status, headers, body, ms } = await system.send('POST', '/rentals', { memberId: member, bookId });
      assert.equal(status, 503);
      assert.ok(Number(headers.get('retry-after')) >= 1);
      assert.equal(body.type, 'urn:yeyak:problem:payment-unavailable');
      assert.equal(body.detail, undefined, 'a failure of ours has no detail');
      assert.ok(ms < 500, `${ms} ms`);
      assert.deepEqual(await system.mypages(member), []);

      await system.startService('payment');
      await eventually(async () => (await system.reserve(member, bookId)).status === 201);
      await becomes(async () => (await system.mypages(member)).map(({ state }) => state), ['ready']);
    });

    it('members still check out, return and cancel; the money comes back when it has started again', async () => {
      const taken = await system.reserved(system.newMember(), await system.newTitle());
      const left = await system.reserved(system.newMember(), await system.newTitle());
      await system.stopService('payment');
      await system.asked(taken.id, 'rental');
      await system.asked(taken.id, 'return');
      assert.equal((await system.asked(left.id, 'cancel')).state, 'cancelled');
      assert.equal((await system.send('GET', `/payments/${left.paymentId}`)).status, 503);

      await system.startService('payment');
      await becomes(() => system.mypage(left.id), { state: 'refunded' });
      await becomes(() => system.payment(left.paymentId), { state: 'refunded' });
    });

    it('the gateway is alive but not ready', async () => {
      await system.stopService('payment');
      assert.equal((await system.send('GET', '/health/live')).status, 200);
      const { status, body } = await system.send<{ checks: { name: string; state: string }[] }>('GET', '/health/ready');
      assert.equal(status, 503);
      const down = body.checks.filter(({ state }) => state === 'down').map(({ name }) => name);
      assert.deepEqual(down, ['payment']);
    });
  });
});
