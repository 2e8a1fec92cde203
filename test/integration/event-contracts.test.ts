import assert from 'node:assert/strict';
import type { ServiceBroker } from 'moleculer';
import { parseEnv } from '../../config/env.ts';
import { loadService } from '../../config/services.ts';
import { asyncApi } from '../../services/gateway/asyncapi/document.ts';
import type { BookView } from '../../services/library/book/book.contract.ts';
import type { RentalView } from '../../services/library/rental/rental.contract.ts';
import type { PaymentView } from '../../services/payment/payment.contract.ts';
import { Description } from '../support/description.ts';
import { eventOf } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { register, sell } from '../support/market.ts';
import { useNodes } from '../support/node.ts';
import { offer } from '../support/offer.ts';
import { shop } from '../support/shopping.ts';
import { vaccinate } from '../support/vaccine.ts';

/** Seen only when a member takes a book before its title has told where it stands, which no test can bring about at will. */
const rare = ['library.rental.allocated'];

describe('The events of the AsyncAPI document', () => {
  const start = useNodes();

  it('are what services publish, all of them, as it says', async function () {
    this.timeout(60_000);
    const names = [
      ...['rental', 'payment', 'book', 'mypage'],
      ...['hospital', 'screening', 'reservation'].map((name) => `screening.${name}`),
      ...['market.order', 'market.delivery', 'registration.request', 'registration.approval', 'kakao.message'],
      ...['user', 'reservation', 'calendar', 'hospital', 'stock'].map((name) => `vaccine.${name}`),
      ...['store.reservation', 'store.product', 'store.supplier'],
    ];
    const node = await start(await Promise.all(names.map((name) => loadService(name, parseEnv({})))));
    await live(new Library(node.broker));
    await screen(node.broker);
    await tell(node.broker);
    await sell(node.broker);
    await register(node.broker);
    await vaccinate(node.broker);
    await shop(node.broker);

    const description = new Description(asyncApi(offer));
    const published = () => node.log.read(0, 1_000).map(eventOf);
    // A record can be read a moment before the log is told of its events.
    const last = [
      ...['library.rental.abandoned', 'screening.screening.abandoned', 'screening.reservation.force-cancelled'],
      ...[
        'market.order.abandoned',
        'market.delivery.cancelled',
        'registration.request.abandoned',
        'vaccine.reservation.abandoned',
        'store.reservation.abandoned',
        'kakao.message.sent',
      ],
    ];
    await eventually(() => last.every((type) => published().some((event) => event.type === type)));
    const events = published();
    for (const event of events)
      assert.deepEqual(description.faults(`/components/schemas/${event.type}`, event), [], JSON.stringify(event));
    const seen = new Set(events.map(({ type }) => type));
    assert.deepEqual(
      Object.keys(offer.events).filter((type) => !seen.has(type)),
      rare.filter((type) => !seen.has(type)),
    );
  });
});

/** A life in which everything happens. */
async function live(library: Library): Promise<void> {
  await library.ask('book.catalogue', { id: 'emma', title: 'Emma', authors: 'Jane Austen', copies: 1 });
  await library.reserve('held', 'emma');
  await library.becomes('held', 'ready');
  await library.reserve('queued', 'emma');
  await library.becomes('queued', 'waiting');
  await library.transition('held', 'rental');
  await library.transition('held', 'return');
  await library.ask('payment.refund', { id: 'held', refundId: 'part', amount: 300 });
  await library.givesBack('held', 300);
  await library.becomes('queued', 'ready');
  await library.transition('queued', 'cancel');
  await library.becomes('queued', 'refunded');
  await library.hearsAgainOf('queued', 'emma');
  await eventually(async () => (await library.ask<BookView>('book.get', { id: 'emma' })).available === 1);
  await library.ask('book.catalogue', { id: 'worn', title: 'Worn', authors: 'Anon', copies: 1 });
  await library.ask('book.withdraw', { id: 'worn' });
  await library.reserve('unknown', 'no-such-title');
  await library.becomes('unknown', 'refunded');
  await library.ask('payment.sandbox', { mode: 'decline' });
  await assert.rejects(library.reserve('declined', 'emma'), { type: 'payment-declined' });
  await library.ask('payment.sandbox', { mode: 'fail' });
  await assert.rejects(library.reserve('abandoned', 'emma'), { type: 'payment-unavailable' });
  await library.becomes('abandoned', 'abandoned');
}

/** A day of a hospital in which everything happens. */
async function screen(broker: ServiceBroker): Promise<void> {
  const day = { hospitalId: 'h1', chkDate: '2027-09-09' };
  const id = 'h1.2027-09-09';
  const call = (action: string, params: object) => broker.call<unknown, object>(`screening.${action}`, params);
  const request = (screening: string) =>
    call('screening.request', { id: screening, ...day, custId: 'kim', custNm: 'Kim' });
  await call('hospital.register', { id, ...day, hospitalNm: 'Seoul', pCnt: 1 });
  await request('booked');
  await assert.rejects(request('refused'), { type: 'hospital-full' });
  await call('screening.change', { id: 'booked', status: 'CANCELED' });
  await eventually(async () => ((await call('hospital.get', { id })) as { available: number }).available === 1);
  await request('evicted');
  await call('hospital.delete', { id });
  const asked = { ...day, custId: 'kim', custNm: 'Kim', requestedAt: '2026-01-02T09:00:00.000Z', due: 0 };
  await call('screening.follow', { id: 'silent', command: { type: 'request', ...asked } });
}

/** Messages of which one is sent, and another fails and is given up. */
async function tell(broker: ServiceBroker): Promise<void> {
  const call = (action: string, params: object) => broker.call<unknown, object>(`kakao.message.${action}`, params);
  const becomes = (state: string) =>
    eventually(async () => ((await call('get', { id: 'written' })) as { state: string }).state === state);
  await call('sandbox', { mode: 'fail' });
  await call('write', { id: 'written', customerId: 'kim', message: 'We are closed on Monday.' });
  await becomes('failing');
  await call('sandbox', { mode: 'reject' });
  await call('retry', { id: 'written' });
  await becomes('given-up');
  await call('sandbox', { mode: 'deliver' });
  await call('retry', { id: 'written' });
  await becomes('sent');
}

class Library {
  private readonly broker: ServiceBroker;

  constructor(broker: ServiceBroker) {
    this.broker = broker;
  }

  ask<Answer>(action: string, params: object): Promise<Answer> {
    return this.broker.call<Answer, object>(action, params);
  }

  reserve(id: string, bookId: string): Promise<RentalView> {
    return this.ask('rental.reserve', { id, memberId: `member-of-${id}`, bookId });
  }

  transition(id: string, reqState: string): Promise<RentalView> {
    return this.ask('rental.transition', { id, reqState });
  }

  /** A title that has forgotten the rental is told once more that it was reserved. */
  async hearsAgainOf(rentalId: string, bookId: string): Promise<void> {
    const at = Date.now();
    const follow = (command: object) => this.ask('book.follow', { id: bookId, command });
    for (let stranger = 0; stranger < 65; stranger += 1)
      await follow({ type: 'release', by: 'return', rentalId: `stranger-${stranger}`, requestedAt: at, at });
    const { requestedAt } = await this.ask<RentalView>('rental.get', { id: rentalId });
    await follow({ type: 'allocate', rentalId, requestedAt: Date.parse(requestedAt), at });
  }

  givesBack(id: string, amount: number): Promise<void> {
    return eventually(async () => (await this.ask<PaymentView>('payment.get', { id })).givenBack === amount);
  }

  becomes(id: string, state: RentalView['state']): Promise<void> {
    return eventually(async () => (await this.ask<RentalView>('rental.get', { id })).state === state);
  }
}
