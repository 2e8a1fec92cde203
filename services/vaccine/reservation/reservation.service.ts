import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { cancels } from '../../../mixins/commands.ts';
import type { ParamsOf } from '../../../mixins/contract/typed.ts';
import { intent } from '../../../mixins/intent.mixin.ts';
import { Refused } from '../../../mixins/kernel/errors.ts';
import { routedBy } from '../../../mixins/rendezvous.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { requestKeyOf } from '../../../mixins/request-key.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { tellsSteps } from '../../history/steps.contract.ts';
import { callCalendar } from '../calendar/calendar.contract.ts';
import { type HospitalEnvelope, hospitalEvents } from '../hospital/hospital.contract.ts';
import { ask, personAndDay, undo } from './reservation.asks.ts';
import {
  bookingUnavailable,
  type ReservationEnvelope,
  type ReservationView,
  reservationActions,
  reservationEvents,
  reservationListing,
  shownOf,
} from './reservation.contract.ts';
import { type Known, type Reservation, reservation, restateReservation } from './reservation.ts';

type Params<Name extends keyof typeof reservationActions> = Context<ParamsOf<(typeof reservationActions)[Name]>>;
type Told<Envelope, Type> = Context<Extract<Envelope, { type: Type }>>;

/** Reservations of vaccinations. */
export default defineAggregate({
  name: 'vaccine.reservation',
  decider: reservation,
  records: {
    noun: 'vaccine-reservation',
    collection: {
      name: 'reservation',
      columns: {
        userId: { type: 'text', index: 'all', fixed: true },
        reserveDate: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
        due: { type: 'integer', index: 'present' },
      },
    },
    ...reservationListing,
    present,
  },
  mixins: [repair(restateReservation), intent(personAndDay), tellsSteps('vaccine', 'vaccine.reservation')],

  actions: {
    request: {
      ...routedBy('id'),
      ...idempotent,
      circuitBreaker: { passesOn: [bookingUnavailable.refused] },
      params: reservationActions['vaccine.reservation.request'].params,
      async handler(ctx: Params<'vaccine.reservation.request'>): Promise<ReservationView> {
        const { id, ...asked } = ctx.params;
        await this.refuseUnreachable(id, 'vaccine.calendar.hold');
        const { requestTimeout = 0 } = this.broker.options;
        const now = nowOf(this.broker);
        const soon = { timeout: requestTimeout / 3, retries: 0 };
        const bookable = await callCalendar(ctx, 'vaccine.calendar.bookable', {}, soon).catch(() => {
          throw new Refused(bookingUnavailable);
        });
        const times = { requestedAt: new Date(now).toISOString(), due: now + 2 * requestTimeout, bookable };
        const { state } = await this.intend(ctx, id, { type: 'request', ...asked, ...times }, (known) =>
          ask(ctx, id, known as Known, requestTimeout / 3),
        );
        return present({ id, ...state });
      },
    },

    cancel: cancels(reservation, reservationActions['vaccine.reservation.cancel'], present),

    inject: {
      ...routedBy('id'),
      ...idempotent,
      params: reservationActions['vaccine.reservation.inject'].params,
      async handler(ctx: Params<'vaccine.reservation.inject'>): Promise<ReservationView> {
        const { id, today } = ctx.params;
        const at = new Date(nowOf(this.broker)).toISOString();
        const { state } = await this.execute(ctx, id, { type: 'inject', at, today, requestId: requestKeyOf(ctx) });
        return present({ id, ...state });
      },
    },
  },

  channels: {
    'vaccine.hospital.assigned': {
      data: hospitalEvents,
      maxInFlight: 256,
      handler(ctx: Told<HospitalEnvelope, 'vaccine.hospital.assigned'>) {
        const { subject: id, data } = ctx.params;
        return this.follow(ctx, { id, command: { type: 'assign', vaccineType: data.vaccineType } });
      },
    },
    'vaccine.hospital.refused': {
      data: hospitalEvents,
      maxInFlight: 256,
      handler(ctx: Told<HospitalEnvelope, 'vaccine.hospital.refused'>) {
        const { subject: id, time: at } = ctx.params;
        return this.follow(ctx, { id, command: { type: 'exhaust', at } });
      },
    },
    'vaccine.reservation.exhausted': {
      data: reservationEvents,
      handler(ctx: Told<ReservationEnvelope, 'vaccine.reservation.exhausted'>) {
        const { subject: id, data } = ctx.params;
        return undo(ctx, id, { ...data, state: 'exhausted' });
      },
    },
  },
});

function present(record: Reservation & { readonly id: string }): ReservationView {
  if (record.state === 'new') throw new Error(`${record.id} was never asked for`);
  return shownOf(record.state, record);
}
