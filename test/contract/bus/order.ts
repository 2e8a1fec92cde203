import assert from 'node:assert/strict';
import { aggregates, BusFixture, type BusHarness } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Gate } from '../../support/gate.ts';
import { Inbox } from '../../support/inbox.ts';

export function orderContract(start: () => Promise<BusHarness>): void {
  describe('in order and side by side', () => {
    const given = new BusFixture(start);

    it('delivers the events of one aggregate in order of version, one at a time', async () => {
      const inbox = new Inbox();
      const busy = new Set<string>();
      const overlaps: string[] = [];
      await given.subscribe(async (event) => {
        if (busy.has(event.subject)) overlaps.push(event.id);
        busy.add(event.subject);
        for (let turn = 0; turn < event.version % 3; turn += 1) await new Promise(setImmediate);
        busy.delete(event.subject);
        await inbox.handle(event);
      });
      await given.system.append(...interleaved(aggregates(20), 20));
      await inbox.has(400);
      assert.deepEqual(overlaps, []);
      const versions = Array.from({ length: 20 }, (_, index) => index + 1);
      for (const aggregate of aggregates(20)) assert.deepEqual(inbox.versionsOf(aggregate), versions);
    });

    it('handles different aggregates at once, as many as it may', async () => {
      const gate = new Gate();
      const inbox = new Inbox();
      let running = 0;
      let most = 0;
      await given.subscribe(
        async (event) => {
          running += 1;
          most = Math.max(most, running);
          await gate.pass();
          running -= 1;
          await inbox.handle(event);
        },
        { maxInFlight: 4 },
      );
      await given.system.append(...interleaved(aggregates(10), 1));
      await eventually(() => running === 4);
      gate.open();
      await inbox.has(10);
      assert.equal(most, 4);
    });

    it('lets a slow delivery hold up its own aggregate and no other', async () => {
      const gate = new Gate();
      const inbox = new Inbox();
      await given.subscribe(
        async (event) => {
          if (event.subject === 'slow') await gate.pass();
          await inbox.handle(event);
        },
        { maxInFlight: 4 },
      );
      await given.system.append(...eventsOf('slow', 10), ...interleaved(aggregates(10), 10));
      await inbox.has(100);
      assert.deepEqual(inbox.versionsOf('slow'), []);
      gate.open();
      await inbox.has(110);
      assert.deepEqual(inbox.versionsOf('slow'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  });
}
