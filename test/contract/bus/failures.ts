import assert from 'node:assert/strict';
import { aggregates, BusFixture, type BusHarness, suiteRetryPolicy } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Inbox } from '../../support/inbox.ts';

export function failureContract(start: () => Promise<BusHarness>): void {
  describe('when a handler fails', () => {
    const given = new BusFixture(start);

    it('tries again after a back-off', async () => {
      const inbox = new Inbox();
      const attempts: { attempt: number; at: number }[] = [];
      await given.subscribe(async (event, { attempt }) => {
        attempts.push({ attempt, at: performance.now() });
        if (attempt < 3) throw new Error('not yet');
        await inbox.handle(event);
      });
      await given.system.append(...eventsOf('r1'));
      await inbox.has(1);
      assert.deepEqual(
        attempts.map(({ attempt }) => attempt),
        [1, 2, 3],
      );
      const waits = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? at));
      suiteRetryPolicy.backoffMs.forEach((backoff, index) => {
        assert.ok(Number(waits[index]) >= backoff - 5, `waited ${waits[index]} ms of ${backoff}`);
      });
      assert.deepEqual(await given.dead(), []);
    });

    it('lays the event aside when its attempts are used up, while others go on', async () => {
      const inbox = new Inbox();
      await given.subscribe(async (event) => {
        if (event.subject === 'bad') throw new Error('it cannot be done');
        await inbox.handle(event);
      });
      await given.system.append(...eventsOf('bad'), ...interleaved(aggregates(10), 2));
      await inbox.has(20);
      await eventually(async () => (await given.dead()).length > 0);
      const [dead, ...more] = await given.dead();
      assert.deepEqual(more, []);
      assert.equal(dead?.event?.id, 'bad-1');
      assert.equal(dead?.attempts, suiteRetryPolicy.maxAttempts);
      assert.match(String(dead?.error), /it cannot be done/);
    });

    it('lays the event aside at once when no retry can help', async () => {
      let deliveries = 0;
      await given.subscribe(async () => {
        deliveries += 1;
        throw Object.assign(new Error('never'), { retryable: false });
      });
      await given.system.append(...eventsOf('r1'));
      await eventually(async () => (await given.dead()).length > 0);
      assert.equal(deliveries, 1);
      assert.equal((await given.dead())[0]?.attempts, 1);
    });

    it('does not lose the event to a restart before the next attempt', async () => {
      let failed = false;
      await given.subscribe(async () => {
        failed = true;
        throw new Error('not yet');
      });
      await given.system.append(...eventsOf('r1'));
      await eventually(() => failed);
      await given.system.restart();
      const inbox = new Inbox();
      await given.subscribe(inbox.handle);
      await inbox.has(1);
      assert.deepEqual(inbox.ids, ['r1-1']);
    });
  });
}
