import assert from 'node:assert/strict';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { aggregates, BusFixture, type BusHarness } from '../../support/bus.ts';
import { interleaved } from '../../support/events.ts';
import { Inbox } from '../../support/inbox.ts';

export function groupContract(start: () => Promise<BusHarness>): void {
  describe('among groups and replicas', () => {
    const given = new BusFixture(start);

    it('gives every group all events', async () => {
      const inboxes = [new Inbox(), new Inbox(), new Inbox()];
      await Promise.all(inboxes.map(({ handle }, index) => given.subscribe(handle, { group: `group-${index}` })));
      await given.system.append(...interleaved(['r1', 'r2'], 20));
      await Promise.all(inboxes.map((inbox) => inbox.has(40)));
      for (const inbox of inboxes) assert.equal(new Set(inbox.ids).size, 40);
    });

    for (const versions of [1, 10]) {
      it(`hands over at once what a replica that stops has not begun, of ${versions * 200} events`, async () => {
        const other = await given.system.replica();
        const inbox = new Inbox();
        const busy = async (event: Envelope) => {
          await new Promise(setImmediate);
          await inbox.handle(event);
        };
        const archive = new Inbox();
        await given.subscribe(archive.handle, { group: 'archive' });
        await given.system.append(...interleaved(aggregates(200), versions));
        await archive.has(200 * versions);
        const leaving = await given.subscribe(busy, { maxInFlight: 4 });
        await inbox.has(50);
        await leaving.stop();
        await given.subscribe(busy, { maxInFlight: 4, bus: other });
        await inbox.has(200 * versions);
        assert.equal(new Set(inbox.ids).size, 200 * versions);
      });
    }
  });
}
