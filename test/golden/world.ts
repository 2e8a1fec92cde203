import { type Decider, type DomainEvent, evolveAll, isRefusal } from '../../mixins/kernel/decider.ts';
import { type Envelope, envelop } from '../../mixins/kernel/event.ts';
import { message } from '../../services/kakao/message/message.ts';
import { book } from '../../services/library/book/book.ts';
import { rental } from '../../services/library/rental/rental.ts';
import { delivery } from '../../services/market/delivery/delivery.ts';
import { order } from '../../services/market/order/order.ts';
import { payment } from '../../services/payment/payment.ts';
import { approval } from '../../services/registration/approval/approval.ts';
import { request } from '../../services/registration/request/request.ts';
import { hospital } from '../../services/screening/hospital/hospital.ts';
import { reservation } from '../../services/screening/reservation/reservation.ts';
import { screening } from '../../services/screening/screening/screening.ts';
import { product } from '../../services/store/product/product.ts';
import { reservation as storeReservation } from '../../services/store/reservation/reservation.ts';
import { supplier } from '../../services/store/supplier/supplier.ts';
import { calendar } from '../../services/vaccine/calendar/calendar.ts';
import { hospital as clinic } from '../../services/vaccine/hospital/hospital.ts';
import { reservation as vaccination } from '../../services/vaccine/reservation/reservation.ts';
import { stock } from '../../services/vaccine/stock/stock.ts';
import { user } from '../../services/vaccine/user/user.ts';

/** The rule of each service that has events, by the source of its events. */
export const deciders: Readonly<Record<string, Decider<object, object, DomainEvent>>> = {
  '/rental': erased(rental),
  '/book': erased(book),
  '/payment': erased(payment),
  '/screening.hospital': erased(hospital),
  '/screening.screening': erased(screening),
  '/screening.reservation': erased(reservation),
  '/market.order': erased(order),
  '/market.delivery': erased(delivery),
  '/registration.request': erased(request),
  '/registration.approval': erased(approval),
  '/vaccine.user': erased(user),
  '/vaccine.reservation': erased(vaccination),
  '/vaccine.calendar': erased(calendar),
  '/vaccine.hospital': erased(clinic),
  '/vaccine.stock': erased(stock),
  '/store.reservation': erased(storeReservation),
  '/store.product': erased(product),
  '/store.supplier': erased(supplier),
  '/kakao.message': erased(message),
};

export interface GoldenRecord {
  readonly source: string;
  readonly id: string;
  readonly version: number;
  readonly state: object;
}

/** The types of the events that follow from the command, or the code of its refusal. */
export function outcomeOf(source: string, state: object, command: object): readonly string[] | string {
  const outcome = deciderOf(source).decide(command, state);
  return isRefusal(outcome) ? outcome.refused : outcome.map(({ type }) => type);
}

export function initialOf(source: string): object {
  return deciderOf(source).initial;
}

export function evolved(source: string, state: object, event: DomainEvent): object {
  return evolveAll(deciderOf(source), state, [event]);
}

/** The records that the events make, in order of their first event. */
export function recordsOf(events: readonly Envelope[]): GoldenRecord[] {
  const records = new Map<string, GoldenRecord>();
  for (const event of events) {
    const { source, subject: id, version } = event;
    const before = records.get(`${source}/${id}`)?.state ?? initialOf(source);
    records.set(`${source}/${id}`, { source, id, version, state: evolved(source, before, event) });
  }
  return [...records.values()];
}

/** Aggregates that are sent commands; each event comes a second after the one before. */
export class World {
  readonly events: Envelope[] = [];
  private readonly records = new Map<string, GoldenRecord>();
  private now = Date.UTC(2026, 10, 26, 9);

  /** Epoch ms. */
  get at(): number {
    return this.now;
  }

  /** The events of the command; an error when it is refused, since a life has none but those it means. */
  tell(source: string, id: string, command: object, cause = 'request'): readonly Envelope[] {
    const record = this.records.get(`${source}/${id}`) ?? { source, id, version: 0, state: initialOf(source) };
    const outcome = deciderOf(source).decide(command, record.state);
    if (isRefusal(outcome)) throw new Error(`${id}: ${outcome.detail}`);
    const origin = { source, subject: id, at: this.now, correlationId: `request-of-${id}`, causationId: cause };
    const events = envelop(outcome, record.version, origin);
    this.now += 1_000;
    this.events.push(...events);
    const state = outcome.reduce((before, event) => evolved(source, before, event), record.state);
    this.records.set(`${source}/${id}`, { ...record, version: record.version + events.length, state });
    return events;
  }
}

function deciderOf(source: string): Decider<object, object, DomainEvent> {
  const decider = deciders[source];
  if (!decider) throw new Error(`no service has events of the source ${source}`);
  return decider;
}

function erased<State extends object, Command extends object, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): Decider<object, object, DomainEvent> {
  return decider as unknown as Decider<object, object, DomainEvent>;
}
