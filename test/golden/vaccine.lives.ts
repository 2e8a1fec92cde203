import type { Envelope } from '../../mixins/kernel/event.ts';
import { followReservation, followStock } from '../../services/vaccine/hospital/hospital.ts';
import { attemptKey, type ReservationEnvelope } from '../../services/vaccine/reservation/reservation.contract.ts';
import { type StockEnvelope, stockId } from '../../services/vaccine/stock/stock.contract.ts';
import { followHospital } from '../../services/vaccine/stock/stock.ts';
import { World } from './world.ts';

/** Lives that together have every event and every transition of the rules of vaccination. */
export const vaccineLives: Readonly<Record<string, () => readonly Envelope[]>> = {
  'a person who is vaccinated, and one who cancels': () => {
    const clinic = new Clinic(2);
    clinic.book('v1', 'p1');
    clinic.inject('v1', 'p1');
    clinic.book('v2', 'p2');
    clinic.cancel('v2', 'p2');
    clinic.tell('/vaccine.user', 'p2', { type: 'forget' });
    return clinic.events;
  },
  'a person for whom no vaccine is left, and one who has booked already': () => {
    const clinic = new Clinic(1);
    clinic.book('v1', 'p1');
    clinic.ask('v2', 'p1');
    clinic.hear('v2', { type: 'deny', key: '1', reason: 'vaccine-already-booked' });
    clinic.book('v3', 'p3');
    clinic.undo('v3', 'p3');
    return clinic.events;
  },
  'a booking whose calendar does not answer': () => {
    const clinic = new Clinic(1);
    clinic.ask('v1', 'p1');
    clinic.tell('/vaccine.user', 'p1', { type: 'engage', key: attemptKey('v1', { attempt: 1 }) });
    clinic.hear('v1', { type: 'giveUp', key: '1', due: clinic.at });
    clinic.undo('v1', 'p1');
    clinic.hear('v1', { type: 'settle', key: '1' });
    return clinic.events;
  },
};

/** A day with places, doses of one vaccine, and the bookings of people. */
class Clinic extends World {
  private readonly day = '2027-09-09';

  constructor(doses: number) {
    super();
    this.tell('/vaccine.calendar', this.day, { type: 'change', places: 10 });
    this.tell('/vaccine.stock', stockId, { type: 'fill', vaccineType: 'Pfizer', quantity: doses });
  }

  ask(id: string, userId: string): void {
    const asked = { userId, userRegNumber: '900101-1******', reserveDate: this.day };
    this.hear(id, { type: 'request', ...asked, requestedAt: this.today, due: this.at + 5_000 });
  }

  book(id: string, userId: string): void {
    this.ask(id, userId);
    this.tell('/vaccine.user', userId, { type: 'engage', key: this.key(id) });
    this.tell('/vaccine.calendar', this.day, { type: 'hold', key: this.key(id), usual: 10 });
    this.hear(id, { type: 'grant', key: '1' });
  }

  inject(id: string, userId: string): void {
    this.hear(id, { type: 'inject', at: this.today, today: this.day, requestId: `inject-${id}` });
    this.tell('/vaccine.user', userId, { type: 'vaccinate', key: this.key(id) });
  }

  cancel(id: string, userId: string): void {
    this.hear(id, { type: 'cancel', at: this.today, requestId: `cancel-${id}` });
    this.undo(id, userId);
  }

  undo(id: string, userId: string): void {
    this.tell('/vaccine.calendar', this.day, { type: 'release', key: this.key(id) });
    this.tell('/vaccine.user', userId, { type: 'free', key: this.key(id) });
  }

  /** A word for a reservation, which the hospital follows. */
  hear(id: string, command: object): void {
    for (const event of this.tell('/vaccine.reservation', id, command)) {
      const follow = followReservation(event as ReservationEnvelope, 7);
      if (follow) this.expect(follow.id, follow.command, event.id);
    }
  }

  /** A word for the hospital, which the stock follows, and the reservation. */
  private expect(id: string, command: object, cause: string): void {
    for (const event of this.tell('/vaccine.hospital', id, command, cause)) {
      const follow = followHospital(event as never);
      if (follow) this.draw(follow.command, event.id);
      const { vaccineType } = event.data as { vaccineType?: string };
      if (event.type === 'vaccine.hospital.assigned') this.hear(id, { type: 'assign', vaccineType });
      if (event.type === 'vaccine.hospital.refused') this.hear(id, { type: 'exhaust', at: this.today });
    }
  }

  /** A word for the stock, which the hospital follows. */
  private draw(command: object, cause: string): void {
    for (const event of this.tell('/vaccine.stock', stockId, command, cause)) {
      const follow = followStock(event as StockEnvelope);
      if (follow) this.expect(follow.id, follow.command, event.id);
    }
  }

  private get today(): string {
    return new Date(this.at).toISOString();
  }

  private key(id: string): string {
    return attemptKey(id, { attempt: 1 });
  }
}
