import assert from 'node:assert/strict';
import type { ClockView } from '../../services/operations/clock.contract.ts';
import { becomes } from '../support/system.api.ts';
import { newSystem } from '../support/system.scales.ts';

/** Milliseconds. */
const hour = 3_600_000;

describe('The clock of the domain', () => {
  const scales = {
    'in one process': newSystem.inOneProcess(),
    'in a process for each service': newSystem.inFourServices({ SANDBOX: 'on' }),
  };
  for (const [name, system] of Object.entries(scales))
    describe(name, function () {
      this.timeout(60_000);
      before(() => system.start());
      after(() => system.stop());
      const set = (now: string | null) => system.send<ClockView>('PATCH', '/admin/clock', { now });
      const distance = ({ now }: ClockView) => Date.parse(now) - Date.now();

      it('is the real time, until it is set ahead on every node, and goes on from there', async () => {
        const { body } = await system.send<ClockView>('GET', '/admin/clock');
        assert.equal(body.isSet, false);
        assert.ok(Math.abs(distance(body)) < hour);
        const inTwoWeeks = new Date(Date.now() + 14 * 24 * hour);
        assert.equal((await set(inTwoWeeks.toISOString())).status, 200);
        await becomes(async () => {
          const { requestedAt } = await system.reserved(system.newMember(), await system.newTitle(1));
          return Date.parse(requestedAt) >= inTwoWeeks.getTime();
        }, true);
        const { id } = await system.reserved(system.newMember(), await system.newTitle(1));
        await becomes(() => system.mypage(id), { state: 'ready' });
        const { rentedAt = '' } = await system.asked(id, 'rental');
        assert.ok(Date.parse(rentedAt) >= inTwoWeeks.getTime(), rentedAt);
      });

      it('wakes at once what is due by then', async () => {
        await set(null);
        await system.provider({ mode: 'approve', delayMs: 3_000 });
        const bookId = await system.newTitle(1);
        const late = await system.reserve(system.newMember(), bookId);
        assert.equal(late.status, 503);
        await system.provider({ mode: 'approve', delayMs: 0 });
        await set(new Date(Date.now() + hour).toISOString());
        await becomes(async () => (await system.send<{ total: number }>('GET', '/rentals?state=abandoning')).body, {
          total: 0,
        });
        assert.equal((await system.trialBalance()).balanced, true);
      });

      it('goes back to the real time, and never before it', async () => {
        const { status, body } = await set('2020-01-01T00:00:00Z');
        assert.equal(status, 422);
        assert.match(JSON.stringify(body), /clock-in-the-past/);
        assert.equal((await set('tomorrow')).status, 422);
        const real = await set(null);
        assert.equal(real.body.isSet, false);
        assert.ok(Math.abs(distance(real.body as ClockView)) < hour);
      });
    });

  it('cannot be set where nobody said so', async function () {
    this.timeout(60_000);
    const system = newSystem.inOneProcess({ SANDBOX: 'off' });
    await system.start();
    try {
      const { status, body } = await system.send('PATCH', '/admin/clock', { now: '2099-01-01T00:00:00Z' });
      assert.equal(status, 403);
      assert.match(JSON.stringify(body), /clock-not-settable/);
    } finally {
      await system.stop();
    }
  });
});
