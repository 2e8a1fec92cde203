import assert from 'node:assert/strict';
import type { Position } from '../../../mixins/bus/port.ts';
import { BusFixture, type BusHarness } from '../../support/bus.ts';
import { eventsOf } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Inbox } from '../../support/inbox.ts';

export function replayContract(start: () => Promise<BusHarness>): void {
  describe('replays', () => {
    const given = new BusFixture(start);

    /** Appends, and waits until the bus has it all. */
    const arrived = async (count: number, ...append: Parameters<BusHarness['append']>) => {
      const inbox = new Inbox();
      await given.subscribe(inbox.handle);
      await given.system.append(...append);
      await inbox.has(count);
    };
    const replay = async (from?: Position) => {
      const ids: string[] = [];
      const keep = async ({ id }: { id: string }) => void ids.push(id);
      const reached = await given.system.bus().replay('library.rental.*', keep, from);
      return { ids, reached };
    };

    it('what was delivered long ago, in order and from the beginning', async () => {
      await arrived(40, ...eventsOf('r1', 40));
      const { ids } = await replay();
      assert.deepEqual(
        ids,
        eventsOf('r1', 40).map(({ id }) => id),
      );
    });

    it('only the pattern that is asked for', async () => {
      await arrived(2, ...eventsOf('b1', 1, { type: 'library.book.held', source: '/book' }), ...eventsOf('r1', 2));
      assert.deepEqual((await replay()).ids, ['r1-1', 'r1-2']);
    });

    it('what came behind a place it had reached', async () => {
      await arrived(2, ...eventsOf('r1', 2));
      const { reached } = await replay();
      await given.system.append(...eventsOf('r2', 1));
      await eventually(async () => (await replay()).ids.length === 3);
      assert.deepEqual((await replay(reached)).ids, ['r2-1']);
    });

    it('nothing where there is nothing', async () => {
      assert.deepEqual((await replay()).ids, []);
    });

    it('until its handler fails', async () => {
      await arrived(2, ...eventsOf('r1', 2));
      const failing = given.system.bus().replay('library.rental.*', () => Promise.reject(new Error('no room')));
      await assert.rejects(failing, /no room/);
    });
  });
}
