import type { Envelope } from '../../mixins/kernel/event.ts';
import { World } from './world.ts';

/**
 * Lives that together have every event and every transition of today's rules. Commands are plain data: they are what
 * the code of a day was sent, and stay so.
 */
export const lives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'a loan that is returned': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.hear();
    library.ask('r1', 'rental');
    library.hear();
    library.ask('r1', 'return');
    return library.hear();
  },
  'a reservation that waits, is held, is cancelled and refunded': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.reserve('r2');
    library.hear();
    library.ask('r1', 'rental');
    library.hear();
    library.ask('r1', 'return');
    library.hear();
    library.ask('r2', 'cancel');
    return library.hear();
  },
  'a title that gets copies while reservations wait': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.reserve('r2');
    library.hear();
    library.catalogue(2);
    return library.hear();
  },
  'a reservation of a title that is not there': () => {
    const library = new Library();
    library.reserve('r1');
    return library.hear();
  },
  'a reservation that the title heard of too late': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.tell('/rental', 'r1', { type: 'refuse', reason: 'stale' });
    return library.hear();
  },
  'a payment that is declined': () => {
    const library = new Library();
    library.request('r1');
    library.tell('/payment', 'r1', { type: 'declined', ...library.charge('r1'), reason: 'no money', at: library.at });
    library.tell('/rental', 'r1', { type: 'decline', paymentId: 'r1', reason: 'no money' });
    return library.hear();
  },
  'a payment that is never heard of, and a second one': () => {
    const library = new Library();
    library.catalogue(1);
    library.request('r1');
    library.abandon('r1');
    library.tell('/payment', 'r1', { type: 'uncharged', at: library.at });
    library.reserve('r1', 'r1.2');
    return library.hear();
  },
  'a payment that is given up and comes all the same': () => {
    const library = new Library();
    library.request('r1');
    library.abandon('r1');
    library.approve('r1', 'r1');
    library.tell('/payment', 'r1', { type: 'refunded', at: library.at });
    return library.hear();
  },
  'a check-out before the title has told where it stands': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.ask('r1', 'rental', { unchecked: true });
    return library.hear();
  },
  'a check-out of a copy that the catalogue does not know': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.hear();
    library.ask('r1', 'rental');
    library.hear();
    library.reserve('r2');
    library.ask('r2', 'rental', { unchecked: true });
    library.hear();
    library.ask('r2', 'return');
    return library.hear();
  },
  'a check-out while the copy is held for another': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.hear();
    library.reserve('r2');
    library.ask('r2', 'rental', { unchecked: true });
    return library.hear();
  },
  'a title that is withdrawn while one holds a copy and another waits': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.reserve('r2');
    library.hear();
    library.tell('/book', 'b1', { type: 'withdraw' });
    return library.hear();
  },
  'a title that may have forgotten a rental, which has ended': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.ask('r1', 'cancel');
    library.tell('/book', 'b1', { type: 'allocate', rentalId: 'r1', requestedAt: 0, at: library.at });
    return library.hear();
  },
  'a reservation that does not wait, and finds no free copy': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.request('r2', { wait: false });
    library.approve('r2', 'r2');
    library.tell('/rental', 'r2', { type: 'confirm', paymentId: 'r2' });
    return library.hear();
  },
  'a payment of which a part is given back, and then the rest': () => {
    const library = new Library();
    library.catalogue(1);
    library.reserve('r1');
    library.hear();
    library.tell('/payment', 'r1', { type: 'refund', refundId: 'p1', amount: 300, at: library.at });
    library.tell('/payment', 'r1', { type: 'returned', refundId: 'p1', at: library.at });
    library.ask('r1', 'cancel');
    return library.hear();
  },
};

/** One title, its rentals and their payments, whose news is heard when it is said so. */
class Library extends World {
  private heard = 0;

  catalogue(copies: number): void {
    const known = { isbn: '9780439023481', year: 2008, language: 'en' };
    const details = { title: 'The Hunger Games', authors: 'Suzanne Collins', ...known };
    this.tell('/book', 'b1', { type: 'catalogue', details, copies });
  }

  charge(orderId: string): object {
    return { amount: 1_000, memberId: 'kim', orderId };
  }

  request(id: string, terms: object = {}): void {
    const at = new Date(this.at).toISOString();
    const asked = { id, memberId: 'kim', bookId: 'b1', amount: 1_000, at, ...terms };
    this.tell('/rental', id, { type: 'request', ...asked, due: this.at + 4_500, requestId: `request-${this.at}` });
  }

  approve(paymentId: string, orderId: string): void {
    const reference = `sandbox-${paymentId}`;
    this.tell('/payment', paymentId, { type: 'approved', ...this.charge(orderId), reference, at: this.at });
  }

  reserve(id: string, paymentId = id): void {
    this.request(id);
    this.approve(paymentId, id);
    this.tell('/rental', id, { type: 'confirm', paymentId });
  }

  abandon(id: string): void {
    this.tell('/rental', id, { type: 'abandon', due: this.at });
    this.settle(id, id);
    this.tell('/rental', id, { type: 'settle', paymentId: id });
  }

  ask(id: string, type: 'cancel' | 'rental' | 'return', how: object = {}): void {
    this.tell('/rental', id, { type, at: new Date(this.at).toISOString(), requestId: `${type}-${this.at}`, ...how });
  }

  /** All that follows from what has happened, until nothing does. */
  hear(): readonly Envelope[] {
    for (; this.heard < this.events.length; this.heard += 1) this.follow(this.events[this.heard] as Envelope);
    return this.events;
  }

  private settle(paymentId: string, orderId: string): readonly Envelope[] {
    return this.tell('/payment', paymentId, {
      type: 'settle',
      memberId: 'kim',
      orderId,
      at: this.at,
      inquireAt: this.at + 60_000,
    });
  }

  private follow({ type, subject, version, id: cause, data }: Envelope): readonly Envelope[] {
    const { rentalId = '', copy, position, title, reason, bookId = '' } = data as Said;
    const { requestedAt, paymentId = '', orderId = '', by, notHeld } = data as Said;
    const asked = { rentalId: subject, requestedAt: Date.parse(String(requestedAt)), at: this.at };
    const toTitle = (command: object) => this.tell('/book', bookId, { ...command, ...asked }, cause);
    const toRental = (command: object, id = rentalId) => this.tell('/rental', id, command, cause);
    switch (type) {
      case 'library.rental.reserved':
        return toTitle({ type: 'allocate' });
      case 'library.rental.rented':
        return toTitle({ type: 'lend' });
      case 'library.rental.returned':
        return toTitle({ type: 'release', by: 'return' });
      case 'library.rental.cancelled':
        toTitle({ type: 'release', by: 'cancel' });
        return this.settle(paymentId, subject);
      case 'library.book.held':
        return toRental({ type: 'hold', copy, title, toldBy: version });
      case 'library.book.queued':
        return toRental({ type: 'queue', position, title, toldBy: version });
      case 'library.book.lent':
        return notHeld ? toRental({ type: 'lend', copy, title, toldBy: version }) : [];
      case 'library.book.doubted':
        return toRental({ type: 'attest', toldBy: version });
      case 'library.rental.ended':
        return toTitle({ type: 'release', by });
      case 'library.book.refused':
        return toRental({ type: 'refuse', reason });
      case 'payment.refunding':
        return this.tell('/payment', subject, { type: 'refunded', at: this.at }, cause);
      case 'payment.refunded':
        return toRental({ type: 'refund', paymentId: subject }, orderId);
    }
    return [];
  }
}

interface Said {
  readonly rentalId?: string;
  readonly bookId?: string;
  readonly copy?: number;
  readonly position?: number;
  readonly title?: string;
  readonly reason?: string;
  readonly requestedAt?: string;
  readonly paymentId?: string;
  readonly orderId?: string;
  readonly by?: string;
  readonly notHeld?: true;
}
