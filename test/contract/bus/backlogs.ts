import assert from 'node:assert/strict';
import { BusFixture, type BusHarness } from '../../support/bus.ts';
import { eventsOf } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Gate } from '../../support/gate.ts';
import { Inbox } from '../../support/inbox.ts';

export function backlogContract(start: () => Promise<BusHarness>): void {
  describe('asked how far consumers are behind', () => {
    const given = new BusFixture(start);
    const backlogOf = async (wanted: string) => {
      const all = await given.system.bus().backlogs();
      return all.find(({ group, pattern }) => group === wanted && pattern === 'library.rental.*');
    };

    it('counts what waits and what is under way, for each', async () => {
      const gate = new Gate();
      const slow = new Inbox();
      const quick = new Inbox();
      await given.subscribe(quick.handle, { group: 'quick' });
      await given.subscribe(
        async (event) => {
          await gate.pass();
          await slow.handle(event);
        },
        { group: 'slow', maxInFlight: 1 },
      );
      await given.system.append(...eventsOf('r1', 5));
      await quick.has(5);
      await eventually(async () => (await backlogOf('quick'))?.underWay === 0);
      const behind = await backlogOf('slow');
      assert.equal((behind?.waiting ?? 0) + (behind?.underWay ?? 0), 5);
      gate.open();
      await slow.has(5);
      await eventually(async () => (await backlogOf('slow'))?.underWay === 0);
      assert.deepEqual(await backlogOf('slow'), { ...(await backlogOf('quick')), group: 'slow' });
    });
  });
}
