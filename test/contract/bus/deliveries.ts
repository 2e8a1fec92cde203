import assert from 'node:assert/strict';
import type { Delivery } from '../../../mixins/bus/port.ts';
import type { Envelope } from '../../../mixins/kernel/event.ts';
import { BusFixture, type BusHarness } from '../../support/bus.ts';
import { eventsOf, interleaved } from '../../support/events.ts';
import { eventually } from '../../support/eventually.ts';
import { Inbox } from '../../support/inbox.ts';

export function deliveryContract(start: () => Promise<BusHarness>): void {
  describe('delivers', () => {
    const given = new BusFixture(start);

    it('an event as it was committed, at its first attempt', async () => {
      const [event] = eventsOf('r1');
      const deliveries: [Envelope, Delivery][] = [];
      await given.subscribe(async (received, delivery) => void deliveries.push([received, delivery]));
      await given.system.append(event as Envelope);
      await eventually(() => deliveries.length > 0);
      assert.deepEqual(deliveries, [[event, { attempt: 1 }]]);
    });

    it('each event once, though its outbox was attached again', async () => {
      const inbox = new Inbox();
      await given.subscribe(inbox.handle);
      await given.system.append(...interleaved(['r1', 'r2', 'r3'], 10));
      await inbox.has(30);
      await given.system.append(...eventsOf('last'));
      await inbox.has(31);
      assert.equal(new Set(inbox.ids).size, 31);
    });

    it('of the pattern only the types that are named', async () => {
      const inbox = new Inbox();
      const types = ['library.rental.reserved'];
      const subscription = {
        group: 'mypage',
        pattern: 'library.rental.*',
        types,
        maxInFlight: 16,
        handle: inbox.handle,
      };
      await given.system.bus().subscribe(subscription);
      await given.system.append(
        ...eventsOf('r1', 1, { type: 'library.rental.requested' }),
        ...eventsOf('r2', 1, { type: 'library.rental.reserved' }),
      );
      await inbox.has(1);
      assert.deepEqual(inbox.ids, ['r2-1']);
    });

    it('only the types that the pattern takes', async () => {
      const inbox = new Inbox();
      await given.subscribe(inbox.handle, { pattern: 'library.rental.reserved' });
      await given.system.append(
        ...eventsOf('p1', 1, { type: 'payment.captured', source: '/payment' }),
        ...eventsOf('r1', 1, { type: 'library.rental.requested' }),
        ...eventsOf('b1', 1, { type: 'library.book.held', source: '/book' }),
        ...eventsOf('r2'),
      );
      await inbox.has(1);
      assert.deepEqual(inbox.ids, ['r2-1']);
    });

    it('events of two services whose aggregates share an id', async () => {
      const inbox = new Inbox();
      await given.subscribe(inbox.handle, { pattern: 'library.>' });
      await given.system.append(
        ...eventsOf('x1'),
        ...eventsOf('x1', 1, { type: 'library.book.held', source: '/book' }),
      );
      await inbox.has(2);
      assert.deepEqual(new Set(inbox.events.map(({ source }) => source)), new Set(['/rental', '/book']));
    });

    it('from the beginning to a consumer that is new', async () => {
      const early = new Inbox();
      await given.subscribe(early.handle, { group: 'book' });
      await given.system.append(...eventsOf('r1', 20));
      await early.has(20);
      const late = new Inbox();
      await given.subscribe(late.handle, { group: 'archive' });
      await late.has(20);
      assert.deepEqual(late.ids, early.ids);
    });

    it('to a consumer that was down what it missed, and nothing it had', async () => {
      const before = new Inbox();
      const consumer = await given.subscribe(before.handle);
      await given.system.append(...eventsOf('r1', 5));
      await before.has(5);
      await consumer.stop();
      await given.system.append(...eventsOf('r1', 5, { version: 6 }));
      const after = new Inbox();
      await given.subscribe(after.handle);
      await after.has(5);
      assert.deepEqual(after.versionsOf('r1'), [6, 7, 8, 9, 10]);
    });

    it('after a restart what it missed, and nothing it had', async () => {
      const before = new Inbox();
      await given.subscribe(before.handle);
      await given.system.append(...eventsOf('r1', 5));
      await before.has(5);
      await given.system.restart();
      await given.system.append(...eventsOf('r1', 5, { version: 6 }));
      const after = new Inbox();
      await given.subscribe(after.handle);
      await after.has(5);
      assert.deepEqual(after.versionsOf('r1'), [6, 7, 8, 9, 10]);
    });
  });
}
