import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decider, DomainEvent } from '../../mixins/kernel/decider.ts';
import { envelop } from '../../mixins/kernel/event.ts';
import type { BookEnvelope } from '../../services/library/book/book.contract.ts';
import { followRental } from '../../services/library/book/book.policy.ts';
import { book, type Title } from '../../services/library/book/book.ts';
import { standingOf } from '../../services/library/book/standing.ts';
import { wordOf } from '../../services/library/rental/rental.allocation.ts';
import type { RentalEnvelope } from '../../services/library/rental/rental.contract.ts';
import { followBook, followPayment } from '../../services/library/rental/rental.policy.ts';
import { type Rental, rental } from '../../services/library/rental/rental.ts';
import type { PaymentEnvelope } from '../../services/payment/payment.contract.ts';
import { take } from '../support/lives.ts';

type Letter = RentalEnvelope | BookEnvelope | PaymentEnvelope;
type Record<State> = { readonly version: number; readonly state: State };

/** A library whose rentals and titles hear of one another through events that come late, twice, in any order. */
class Library {
  readonly rentals = new Map<string, Record<Rental>>();
  readonly titles = new Map<string, Record<Title>>();
  private readonly post: Letter[] = [];
  private now = Date.parse('2026-02-01T09:00:00Z');
  private strangers = 0;
  wasWithdrawn = false;

  /** Sets the clock forward, or back with a negative number of milliseconds. */
  setClock(by: number): void {
    this.now += by;
  }

  /** So many other rentals of a title end that it forgets those that ended before. */
  forget(bookId: string): void {
    for (let count = 0; count < 65; count += 1) {
      this.strangers += 1;
      this.now += 1;
      const rentalId = `stranger-${this.strangers}`;
      const command = { type: 'release', by: 'return', rentalId, requestedAt: this.now, at: this.now } as const;
      this.tell(book, this.titles, bookId, command);
    }
  }

  catalogue(bookId: string, copies: number): void {
    const details = { title: bookId, authors: 'unknown' };
    this.tell(book, this.titles, bookId, { type: 'catalogue', details, copies });
  }

  withdraw(bookId: string): void {
    this.wasWithdrawn = true;
    this.tell(book, this.titles, bookId, { type: 'withdraw' });
  }

  reserve(id: string, bookId: string): void {
    const at = new Date(this.now + 1).toISOString();
    const terms = { id, memberId: id, bookId, amount: 1_000, at, due: 0, requestId: 'reserve' };
    this.tell(rental, this.rentals, id, { type: 'request', ...terms });
    this.tell(rental, this.rentals, id, { type: 'confirm', paymentId: id });
  }

  /** A check-out of which the title is asked first, or cannot be (`unchecked`). */
  checkOut(id: string, unchecked: boolean): void {
    const state = this.rentals.get(id)?.state;
    if (state?.state === 'reserved' && !unchecked) {
      const follow = { rentalId: id, requestedAt: Date.parse(state.requestedAt), at: this.now };
      this.tell(book, this.titles, state.bookId, { type: 'allocate', ...follow });
      const { version = 0, state: title = book.initial } = this.titles.get(state.bookId) ?? {};
      this.tell(rental, this.rentals, id, wordOf(standingOf(id, title, version)));
    }
    const asking = { at: new Date(this.now).toISOString(), requestId: 'rental' };
    this.tell(rental, this.rentals, id, { type: 'rental', ...asking, ...(unchecked && { unchecked }) });
  }

  ask(id: string, type: 'cancel' | 'return'): void {
    this.tell(rental, this.rentals, id, { type, at: new Date(this.now).toISOString(), requestId: type });
  }

  /** Delivers one of the events under way; with `again` it stays under way, so that it comes once more. */
  deliver(pick: number, again: boolean): void {
    const index = pick % this.post.length;
    const event = this.post[index];
    if (!event) return;
    if (!again) this.post.splice(index, 1);
    if (event.type === 'library.rental.cancelled') this.refund(event as RentalEnvelope);
    const forTitle = followRental(event as RentalEnvelope, this.now);
    if (forTitle) this.tell(book, this.titles, forTitle.id, forTitle.command);
    const forRental = followBook(event as BookEnvelope) ?? followPayment(event as PaymentEnvelope);
    if (forRental) this.tell(rental, this.rentals, forRental.id, forRental.command);
  }

  deliverAll(): void {
    for (let pick = 5; this.post.length > 0; pick += 7) this.deliver(pick, false);
  }

  private refund({ subject, data }: RentalEnvelope): void {
    const refunded = { memberId: data.memberId, orderId: subject, amount: data.amount };
    this.send([{ type: 'payment.refunded', data: refunded }], data.paymentId, 0);
  }

  private tell<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event>,
    records: Map<string, Record<State>>,
    id: string,
    command: Command,
  ): void {
    const { version, state } = records.get(id) ?? { version: 0, state: decider.initial };
    const { events, after } = take(decider, state, command);
    if (events.length === 0) return;
    records.set(id, { version: version + events.length, state: after });
    this.send(events, id, version);
  }

  private send(events: readonly DomainEvent[], subject: string, version: number): void {
    this.now += 1;
    const origin = { source: '/test', subject, at: this.now, correlationId: 'test', causationId: 'test' };
    this.post.push(...(envelop(events, version, origin) as Letter[]));
  }
}

/** Where a title has the rental, in the words of the rental's state. */
function placeOf(id: string, title: Title | undefined): string {
  const copy = title?.copies.find(({ rentalId }) => rentalId === id);
  if (copy) return copy.lent ? `rented ${copy.number}` : `ready ${copy.number}`;
  if (title?.waitlist.includes(id)) return 'waiting';
  return title?.unlisted.includes(id) ? 'rented' : 'nowhere';
}

function assertAgreement(library: Library): void {
  for (const [id, { state }] of library.rentals) {
    assert.ok(state.state !== 'new');
    const place = placeOf(id, library.titles.get(state.bookId)?.state);
    if (state.state === 'ready') assert.equal(place, `ready ${state.copy}`);
    else if (state.state === 'waiting') assert.equal(place, 'waiting');
    else if (state.state === 'rented') assert.equal(place, state.unlisted ? 'rented' : `rented ${state.copy}`);
    else {
      assert.ok(state.state === 'returned' || state.state === 'refunded', `${id} is ${state.state}`);
      assert.equal(place, 'nowhere');
    }
    if (state.state === 'refunded' && !library.wasWithdrawn && state.bookId === 'book-0')
      assert.equal(state.reason, 'member');
  }
  for (const { state } of library.titles.values()) assert.ok(state.closings.rentals.length <= 64);
}

const step = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('catalogue'), pick: fc.nat(99), copies: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom('reserve', 'cancel', 'rental', 'unchecked', 'return'),
      pick: fc.nat(99),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('deliver'), pick: fc.nat(99), again: fc.boolean() }) },
);
const year = 365 * 24 * 60 * 60 * 1_000;
const trouble = fc.oneof(
  { weight: 1, arbitrary: fc.record({ does: fc.constant('clock'), by: fc.integer({ min: -year, max: year }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('forget'), pick: fc.nat(99) }) },
  { weight: 12, arbitrary: step },
);
const withdrawal = fc.oneof(
  { weight: 1, arbitrary: fc.record({ does: fc.constant('withdraw'), pick: fc.nat(99) }) },
  { weight: 12, arbitrary: trouble },
);
type Step = typeof withdrawal extends fc.Arbitrary<infer One> ? One : never;

/** Eight rentals of two titles, of which one has been in the catalogue from the start. */
function live(steps: readonly Step[]): Library {
  const library = new Library();
  library.catalogue('book-0', 1);
  for (const step of steps) {
    if (step.does === 'clock') {
      library.setClock(step.by);
      continue;
    }
    const id = `rental-${step.pick % 8}`;
    const bookId = `book-${step.pick % 2}`;
    if (step.does === 'catalogue') library.catalogue(bookId, step.copies);
    else if (step.does === 'withdraw') library.withdraw(bookId);
    else if (step.does === 'forget') library.forget(bookId);
    else if (step.does === 'reserve') library.reserve(id, bookId);
    else if (step.does === 'deliver') library.deliver(step.pick, step.again);
    else if (step.does === 'rental' || step.does === 'unchecked') library.checkOut(id, step.does === 'unchecked');
    else library.ask(id, step.does);
  }
  return library;
}

describe('Rentals and titles', () => {
  it('agree once every event has arrived, however late, often and disordered', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
        const library = live(steps);
        library.deliverAll();
        assertAgreement(library);
      }),
      { seed: 20_260_105, numRuns: 1_000 },
    );
  });

  it('agree whatever the clocks said, though the title has forgotten who ended, and no rental is refused', () => {
    fc.assert(
      fc.property(fc.array(trouble, { maxLength: 100, size: 'max' }), (steps) => {
        const library = live(steps);
        library.deliverAll();
        assertAgreement(library);
      }),
      { seed: 20_260_106, numRuns: 1_000 },
    );
  });

  it('agree though titles are withdrawn and catalogued again', () => {
    fc.assert(
      fc.property(fc.array(withdrawal, { maxLength: 100, size: 'max' }), (steps) => {
        const library = live(steps);
        library.deliverAll();
        assertAgreement(library);
      }),
      { seed: 20_261_128, numRuns: 1_000 },
    );
  });

  it('stand as before when the clock was ahead for 100 endings and is put right', () => {
    const library = new Library();
    library.catalogue('book-0', 1);
    library.setClock(year);
    for (let count = 0; count < 100; count += 1) {
      library.reserve(`early-${count}`, 'book-0');
      library.ask(`early-${count}`, 'cancel');
      library.deliverAll();
    }
    library.setClock(-year);
    library.reserve('now', 'book-0');
    library.deliverAll();
    assert.equal(library.rentals.get('now')?.state.state, 'ready');
    assertAgreement(library);
  });
});
