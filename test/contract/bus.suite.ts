import assert from 'node:assert/strict';
import type { Bus, Consumer, Delivery, RetryPolicy, Subscription } from '../../mixins/bus/port.ts';
import type { Envelope } from '../../mixins/kernel/event.ts';
import { eventsOf, interleaved } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { Inbox } from '../support/inbox.ts';

/** A system with one bus, on storage that no other test has used. */
export interface BusHarness {
  /** Started, and attached to the outbox that `append` fills. */
  bus(): Bus;
  /** The bus of a second process; a bus that has only one process answers itself. */
  replica(): Promise<Bus>;
  append(...events: Envelope[]): Promise<void>;
  /** Stops every bus, and starts a new one on the same storage. */
  restart(): Promise<void>;
  dead(): Promise<DeadDelivery[]>;
  stop(): Promise<void>;
}

export interface DeadDelivery {
  readonly eventId: string;
  readonly attempts: number;
  readonly error: string;
}

/** The harness makes its buses with it. */
export const suiteRetryPolicy: RetryPolicy = { backoffMs: [30, 60], maxAttempts: 3 };

/** What every bus promises. */
export function busContract(name: string, start: () => Promise<BusHarness>): void {
  describe(`${name} as a bus`, function () {
    this.timeout(10_000);
    let system: BusHarness;

    beforeEach(async () => {
      system = await start();
    });
    afterEach(() => system.stop());

    const subscribe = (
      handle: Subscription['handle'],
      { group = 'mypage', pattern = 'library.rental.*', maxInFlight = 16, bus = system.bus() } = {},
    ): Promise<Consumer> => bus.subscribe({ group, pattern, maxInFlight, handle });

    describe('delivers', () => {
      it('an event as it was committed, at its first attempt', async () => {
        const [event] = eventsOf('r1');
        const deliveries: [Envelope, Delivery][] = [];
        await subscribe(async (received, delivery) => void deliveries.push([received, delivery]));
        await system.append(event as Envelope);
        await eventually(() => deliveries.length > 0);
        assert.deepEqual(deliveries, [[event, { attempt: 1 }]]);
      });

      it('each event once, though its outbox was attached again', async () => {
        const inbox = new Inbox();
        await subscribe(inbox.handle);
        await system.append(...interleaved(['r1', 'r2', 'r3'], 10));
        await inbox.has(30);
        await system.append(...eventsOf('last'));
        await inbox.has(31);
        assert.equal(new Set(inbox.ids).size, 31);
      });

      it('only the types that the pattern takes', async () => {
        const inbox = new Inbox();
        await subscribe(inbox.handle, { pattern: 'library.rental.reserved' });
        await system.append(
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
        await subscribe(inbox.handle, { pattern: 'library.>' });
        await system.append(...eventsOf('x1'), ...eventsOf('x1', 1, { type: 'library.book.held', source: '/book' }));
        await inbox.has(2);
        assert.deepEqual(new Set(inbox.events.map(({ source }) => source)), new Set(['/rental', '/book']));
      });

      it('from the beginning to a consumer that is new', async () => {
        const early = new Inbox();
        await subscribe(early.handle, { group: 'book' });
        await system.append(...eventsOf('r1', 20));
        await early.has(20);
        const late = new Inbox();
        await subscribe(late.handle, { group: 'archive' });
        await late.has(20);
        assert.deepEqual(late.ids, early.ids);
      });

      it('to a consumer that was down what it missed, and nothing it had', async () => {
        const before = new Inbox();
        const consumer = await subscribe(before.handle);
        await system.append(...eventsOf('r1', 5));
        await before.has(5);
        await consumer.stop();
        await system.append(...eventsOf('r1', 5, { version: 6 }));
        const after = new Inbox();
        await subscribe(after.handle);
        await after.has(5);
        assert.deepEqual(after.versionsOf('r1'), [6, 7, 8, 9, 10]);
      });

      it('after a restart what it missed, and nothing it had', async () => {
        const before = new Inbox();
        await subscribe(before.handle);
        await system.append(...eventsOf('r1', 5));
        await before.has(5);
        await system.restart();
        await system.append(...eventsOf('r1', 5, { version: 6 }));
        const after = new Inbox();
        await subscribe(after.handle);
        await after.has(5);
        assert.deepEqual(after.versionsOf('r1'), [6, 7, 8, 9, 10]);
      });
    });

    describe('among groups and replicas', () => {
      it('gives every group all events', async () => {
        const inboxes = [new Inbox(), new Inbox(), new Inbox()];
        await Promise.all(inboxes.map(({ handle }, index) => subscribe(handle, { group: `group-${index}` })));
        await system.append(...interleaved(['r1', 'r2'], 20));
        await Promise.all(inboxes.map((inbox) => inbox.has(40)));
        for (const inbox of inboxes) assert.equal(new Set(inbox.ids).size, 40);
      });

      for (const versions of [1, 10]) {
        it(`hands over at once what a replica that stops has not begun, of ${versions * 200} events`, async () => {
          const other = await system.replica();
          const inbox = new Inbox();
          const busy = async (event: Envelope) => {
            await new Promise(setImmediate);
            await inbox.handle(event);
          };
          const leaving = await subscribe(busy, { maxInFlight: 4 });
          await system.append(...interleaved(aggregates(200), versions));
          await inbox.has(50);
          await leaving.stop();
          await subscribe(busy, { maxInFlight: 4, bus: other });
          await inbox.has(200 * versions);
          assert.equal(new Set(inbox.ids).size, 200 * versions);
        });
      }

      it('passes a flow of events from replica to replica without a gap or a repeat', async () => {
        const buses = [system.bus(), await system.replica()];
        const inbox = new Inbox();
        let consumer = await subscribe(inbox.handle, { maxInFlight: 64 });
        for (let round = 1; round <= 5; round += 1) {
          await system.append(...interleaved(aggregates(100), 4, 4 * round - 3));
          await inbox.has(inbox.events.length + 1);
          await consumer.stop();
          consumer = await subscribe(inbox.handle, { maxInFlight: 64, bus: buses[round % 2] });
          await inbox.has(400 * round);
        }
        assert.equal(new Set(inbox.ids).size, 2_000);
      });
    });

    describe('in order and side by side', () => {
      it('delivers the events of one aggregate in order of version, one at a time', async () => {
        const inbox = new Inbox();
        const busy = new Set<string>();
        const overlaps: string[] = [];
        await subscribe(async (event) => {
          if (busy.has(event.subject)) overlaps.push(event.id);
          busy.add(event.subject);
          for (let turn = 0; turn < event.version % 3; turn += 1) await new Promise(setImmediate);
          busy.delete(event.subject);
          await inbox.handle(event);
        });
        await system.append(...interleaved(aggregates(20), 20));
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
        await subscribe(
          async (event) => {
            running += 1;
            most = Math.max(most, running);
            await gate.pass();
            running -= 1;
            await inbox.handle(event);
          },
          { maxInFlight: 4 },
        );
        await system.append(...interleaved(aggregates(10), 1));
        await eventually(() => running === 4);
        gate.open();
        await inbox.has(10);
        assert.equal(most, 4);
      });

      it('lets a slow delivery hold up its own aggregate and no other', async () => {
        const gate = new Gate();
        const inbox = new Inbox();
        await subscribe(
          async (event) => {
            if (event.subject === 'slow') await gate.pass();
            await inbox.handle(event);
          },
          { maxInFlight: 4 },
        );
        await system.append(...eventsOf('slow', 10), ...interleaved(aggregates(10), 10));
        await inbox.has(100);
        assert.deepEqual(inbox.versionsOf('slow'), []);
        gate.open();
        await inbox.has(110);
        assert.deepEqual(inbox.versionsOf('slow'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      });
    });

    describe('when a handler fails', () => {
      it('tries again after a back-off', async () => {
        const inbox = new Inbox();
        const attempts: { attempt: number; at: number }[] = [];
        await subscribe(async (event, { attempt }) => {
          attempts.push({ attempt, at: performance.now() });
          if (attempt < 3) throw new Error('not yet');
          await inbox.handle(event);
        });
        await system.append(...eventsOf('r1'));
        await inbox.has(1);
        assert.deepEqual(
          attempts.map(({ attempt }) => attempt),
          [1, 2, 3],
        );
        const waits = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? at));
        suiteRetryPolicy.backoffMs.forEach((backoff, index) => {
          assert.ok(Number(waits[index]) >= backoff - 5, `waited ${waits[index]} ms of ${backoff}`);
        });
        assert.deepEqual(await system.dead(), []);
      });

      it('lays the event aside when its attempts are used up, while others go on', async () => {
        const inbox = new Inbox();
        await subscribe(async (event) => {
          if (event.subject === 'bad') throw new Error('it cannot be done');
          await inbox.handle(event);
        });
        await system.append(...eventsOf('bad'), ...interleaved(aggregates(10), 2));
        await inbox.has(20);
        await eventually(async () => (await system.dead()).length > 0);
        const [dead, ...more] = await system.dead();
        assert.deepEqual(more, []);
        assert.equal(dead?.eventId, 'bad-1');
        assert.equal(dead?.attempts, suiteRetryPolicy.maxAttempts);
        assert.match(String(dead?.error), /it cannot be done/);
      });

      it('lays the event aside at once when no retry can help', async () => {
        let deliveries = 0;
        await subscribe(async () => {
          deliveries += 1;
          throw Object.assign(new Error('never'), { retryable: false });
        });
        await system.append(...eventsOf('r1'));
        await eventually(async () => (await system.dead()).length > 0);
        assert.equal(deliveries, 1);
        assert.equal((await system.dead())[0]?.attempts, 1);
      });

      it('does not lose the event to a restart before the next attempt', async () => {
        let failed = false;
        await subscribe(async () => {
          failed = true;
          throw new Error('not yet');
        });
        await system.append(...eventsOf('r1'));
        await eventually(() => failed);
        await system.restart();
        const inbox = new Inbox();
        await subscribe(inbox.handle);
        await inbox.has(1);
        assert.deepEqual(inbox.ids, ['r1-1']);
      });
    });

    describe('stopping', () => {
      it('waits for the deliveries under way, and does not repeat them', async () => {
        const gate = new Gate();
        const inbox = new Inbox();
        let begun = 0;
        await subscribe(async (event) => {
          begun += 1;
          await gate.pass();
          await inbox.handle(event);
        });
        await system.append(...interleaved(aggregates(3), 1));
        await eventually(() => begun === 3);
        setTimeout(() => gate.open(), 100);
        await system.bus().stop();
        assert.equal(inbox.events.length, 3);
        await system.restart();
        await system.append(...eventsOf('next'));
        const after = new Inbox();
        await subscribe(after.handle);
        await after.has(1);
        assert.deepEqual(after.ids, ['next-1']);
      });

      it('is ready from its start on', () => {
        assert.equal(system.bus().ready(), true);
      });
    });
  });
}

function aggregates(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `a${index}`);
}
