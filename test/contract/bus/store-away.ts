import assert from 'node:assert/strict';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { aggregates, BusFixture, type BusHarness, suiteRetryPolicy } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Inbox } from '../../support/inbox.ts';

export function storeAwayContract(start: () => Promise<BusHarness>): void {
  describe("while a consumer's store is away", () => {
    const given = new BusFixture(start);
    const away = new Refused({ refused: 'store-unavailable', kind: 'unavailable', detail: 'No disk.' });

    it('waits, uses up no attempt, and goes on in order', async () => {
      const inbox = new Inbox();
      const attempts = new Set<number>();
      let failures = 0;
      await given.subscribe(
        async (event, { attempt }) => {
          attempts.add(attempt);
          if (failures <= suiteRetryPolicy.maxAttempts) {
            failures += 1;
            throw away;
          }
          await inbox.handle(event);
        },
        { maxInFlight: 1 },
      );
      await given.system.append(...interleaved(['r1', 'r2'], 3));
      await inbox.has(6);
      assert.deepEqual([...attempts], [1]);
      assert.deepEqual(inbox.versionsOf('r1'), [1, 2, 3]);
      assert.deepEqual(await given.dead(), []);
    });

    it('takes no more than it may have under way', async () => {
      const seen = new Set<string>();
      let isBack = false;
      const inbox = new Inbox();
      await given.subscribe(
        async (event) => {
          seen.add(event.id);
          if (!isBack) throw away;
          await inbox.handle(event);
        },
        { maxInFlight: 4 },
      );
      await given.system.append(...interleaved(aggregates(20), 1));
      await eventually(() => seen.size === 4);
      const other = new Inbox();
      await given.subscribe(other.handle, { group: 'archive' });
      await other.has(20);
      assert.equal(seen.size, 4);
      isBack = true;
      await inbox.has(20);
    });

    it('counts another failure in between as what it is', async () => {
      const errors = [away, new Error('not yet'), away];
      const attempts: number[] = [];
      await given.subscribe(async (_event, { attempt }) => {
        attempts.push(attempt);
        const error = errors.shift();
        if (error) throw error;
      });
      await given.system.append(...eventsOf('r1'));
      await eventually(() => attempts.length === 4);
      assert.deepEqual(attempts, [1, 1, 2, 2]);
    });

    it('stops at once, and loses nothing', async () => {
      let failures = 0;
      await given.subscribe(async () => {
        failures += 1;
        throw away;
      });
      await given.system.append(...eventsOf('r1', 2), ...eventsOf('r2'));
      await eventually(() => failures > 6);
      const began = performance.now();
      await given.system.restart();
      assert.ok(performance.now() - began < 1_500, `${performance.now() - began} ms`);
      const inbox = new Inbox();
      await given.subscribe(inbox.handle);
      await inbox.has(3);
      assert.deepEqual(inbox.versionsOf('r1'), [1, 2]);
      assert.deepEqual(await given.dead(), []);
    });
  });
}
