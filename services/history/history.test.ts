import assert from 'node:assert/strict';
import type { EventContext } from '../../mixins/bus/channels.middleware.ts';
import { envelop } from '../../mixins/kernel/event.ts';
import { useNodes } from '../../test/support/node.ts';
import { systems } from '../../test/support/offer.ts';
import type { HistoryEntry, Story, Timeline } from './history.contract.ts';
import { keep, restoreEntry, storyKey, storyOfKey } from './history.projection.ts';
import history from './history.service.ts';
import { inOrder } from './order.ts';

/** An event of a service, `seconds` after the beginning. */
function event(source: string, subject: string, version: number, type: string, data: object, seconds = version) {
  const origin = { source, subject, at: seconds * 1_000, correlationId: 'request-1', causationId: 'cause-1' };
  const [made] = envelop([{ type, data }], version - 1, origin);
  assert.ok(made);
  return made;
}

/** As it is told once it was kept. */
function happeningOf(made: ReturnType<typeof event>): HistoryEntry {
  const kept = keep(made, systems);
  assert.ok(kept);
  return restoreEntry(kept.happening, kept.correlationId);
}

const terms = { memberId: 'kim', bookId: 'b1', amount: 1_000 };
const reserved = event('/rental', 'r1', 2, 'library.rental.reserved', terms);
const captured = event('/payment', 'r1', 1, 'payment.captured', { orderId: 'r1', memberId: 'kim' });
const held = event('/book', 'b1', 7, 'library.book.held', { rentalId: 'r1', copy: 3 });
const catalogued = event('/book', 'b1', 1, 'library.book.catalogued', { title: 'Emma' });

describe('The history of a rental', () => {
  describe('keeps of each event', () => {
    it('which rental it belongs to, whatever service it comes from', () => {
      assert.deepEqual(
        [reserved, captured, held].map((one) => keep(one, systems)?.story),
        ['r1', 'r1', 'r1'],
      );
    });

    it('all that it told, under its id and the id of its request', () => {
      const { id: eventId, correlationid: correlationId, causationid: causationId, time: at, ...told } = held;
      const { type, source, subject, version, data } = told;
      assert.deepEqual(happeningOf(held), {
        eventId,
        correlationId,
        causationId,
        at,
        type,
        source,
        subject,
        version,
        data,
      });
    });

    it('nothing when no rental is concerned', () => assert.equal(keep(catalogued, systems), undefined));
  });

  it('has each event once, and those of two services though their ids are the same', () => {
    const refunded = event('/payment', 'r1', 2, 'payment.refunded', { orderId: 'r1' });
    const happenings = [reserved, refunded, reserved].map(happeningOf);
    assert.equal(inOrder(happenings).length, 2);
  });

  describe('is told in an order', () => {
    const orderOf = (...events: ReturnType<typeof event>[]) =>
      inOrder(events.map(happeningOf)).map(({ type }) => type.split('.').at(-1));

    it('in which versions follow one another, though clocks differ', () => {
      const late = event('/rental', 'r1', 1, 'library.rental.requested', terms, 99);
      assert.deepEqual(orderOf(reserved, late), ['requested', 'reserved']);
    });

    it('in which effects follow their causes, though they happened in the same millisecond', () => {
      const caused = (of: string, made: ReturnType<typeof event>) => ({ ...made, causationid: of });
      const requested = event('/rental', 'r1', 1, 'library.rental.requested', terms, 1);
      const paid = event('/rental', 'r1', 2, 'library.rental.reserved', terms, 1);
      const found = caused(paid.id, event('/book', 'b1', 9, 'library.book.held', { rentalId: 'r1' }, 1));
      const told = caused(found.id, event('/rental', 'r1', 3, 'library.rental.ready', terms, 1));
      assert.deepEqual(orderOf(told, found, paid, requested), ['requested', 'reserved', 'held', 'ready']);
    });
  });

  it('keeps the stories of another system apart from those of the library with the same id', () => {
    const storyOf = ({ subject }: { readonly subject: string }) => subject;
    const two = [...systems, { name: 'planted', storyOf }];
    const paid = event('/payment', 'r1', 1, 'payment.captured', { orderId: 'r1', orderKind: 'planted.order' });
    const asked = event('/planted.order', 'r1', 1, 'planted.order.asked', {});
    assert.deepEqual(
      [captured, paid, asked].map((one) => keep(one, two)?.story),
      ['r1', 'planted/r1', 'planted/r1'],
    );
    assert.equal(keep(asked, systems), undefined);
    for (const key of ['r1', 'planted/r1']) {
      const { system, id } = storyOfKey(key);
      assert.equal(storyKey(system, id), key);
    }
  });

  describe('as a service', () => {
    const start = useNodes();
    async function started() {
      const { broker } = await start([history]);
      const service = broker.getLocalService('history');
      for (const one of [reserved, captured, held, catalogued, reserved]) {
        const [channel] = Object.values(service.schema.channels ?? {});
        await channel?.handler.call(service, { params: one } as unknown as EventContext);
      }
      return broker;
    }

    it('tells the story by rental and by request, each event once', async () => {
      const broker = await started();
      const byRental = await broker.call<Story, object>('history.story', { rentalId: 'r1' });
      assert.deepEqual(byRental, await broker.call('history.story', { correlationId: 'request-1' }));
      assert.deepEqual(
        byRental.happenings.map(({ type }) => type),
        ['payment.captured', 'library.rental.reserved', 'library.book.held'],
      );
    });

    it('takes what is told again only where it does not know it, and the event itself beside it as one', async () => {
      const broker = await started();
      const service = broker.getLocalService('history');
      const [channel] = Object.values(service.schema.channels ?? {});
      const hear = (params: object) => channel?.handler.call(service, { params } as unknown as EventContext);
      const later = { time: new Date(90_000).toISOString(), correlationid: 'repair-1', restated: true };
      await hear({ ...reserved, ...later });
      const lost = event('/rental', 'r1', 3, 'library.rental.ready', terms);
      await hear({ ...lost, ...later });
      await hear({ ...lost, ...later });
      const { happenings } = await broker.call<Story, object>('history.story', { rentalId: 'r1' });
      assert.deepEqual(
        happenings.filter(({ source }) => source === '/rental').map(({ eventId, at }) => `${eventId} ${at}`),
        [`r1-2 ${reserved.time}`, `r1-3 ${later.time}`],
      );
    });

    it('tells the timeline of one story', async () => {
      const broker = await started();
      const { happenings } = await broker.call<Timeline, object>('history.timeline', { system: 'library', id: 'r1' });
      assert.equal(happenings.length, 3);
      const other = { system: 'screening', id: 'r1' };
      await assert.rejects(broker.call('history.timeline', other), { type: 'story-not-found' });
    });

    it('wants to know which story', async () => {
      const broker = await started();
      await assert.rejects(broker.call('history.story', {}), { type: 'unclear-story' });
      await assert.rejects(broker.call('history.story', { rentalId: 'none' }), { type: 'story-not-found' });
    });
  });
});
