import assert from 'node:assert/strict';
import { aggregates, BusFixture, type BusHarness } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Gate } from '../../support/gate.ts';
import { Inbox } from '../../support/inbox.ts';

export function stopContract(start: () => Promise<BusHarness>): void {
  describe('from its start to its stop', () => {
    const given = new BusFixture(start);

    it('is ready from its start on', () => {
      assert.equal(given.system.bus().ready(), true);
    });

    it('waits for the deliveries under way, and does not repeat them', async () => {
      const gate = new Gate();
      const inbox = new Inbox();
      let begun = 0;
      await given.subscribe(async (event) => {
        begun += 1;
        await gate.pass();
        await inbox.handle(event);
      });
      await given.system.append(...interleaved(aggregates(3), 1));
      await eventually(() => begun === 3);
      setTimeout(() => gate.open(), 100);
      await given.system.bus().stop();
      assert.equal(inbox.events.length, 3);
      await given.system.restart();
      await given.system.append(...eventsOf('next'));
      const after = new Inbox();
      await given.subscribe(after.handle);
      await after.has(1);
      assert.deepEqual(after.ids, ['next-1']);
    });

    it('stops when its consumers are being stopped too', async () => {
      const gate = new Gate();
      let begun = 0;
      const consumer = await given.subscribe(async () => {
        begun += 1;
        await gate.pass();
      });
      await given.system.append(...interleaved(aggregates(3), 1));
      await eventually(() => begun === 3);
      setTimeout(() => gate.open(), 300);
      await Promise.all([consumer.stop(), given.system.bus().stop()]);
    });
  });
}
