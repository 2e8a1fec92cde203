import { randomInt } from 'node:crypto';
import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { nowOf } from '../../../mixins/clock.ts';
import { todayInKorea } from '../../../mixins/days.ts';
import { repair } from '../../../mixins/repair.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import {
  callReservation,
  followedReservations,
  type ReservationEnvelope,
  reservationEvents,
} from '../reservation/reservation.contract.ts';
import { followedStock, type StockEnvelope, stockEvents } from '../stock/stock.contract.ts';
import { hospitalActions } from './hospital.contract.ts';
import { type Expected, followReservation, followStock, hospital, restateExpected } from './hospital.ts';

/** The hospital: it follows reservations, and nobody waits for it but those who stand there. */
export default defineAggregate({
  name: 'vaccine.hospital',
  decider: hospital,
  records: {
    noun: 'vaccine-expected',
    collection: { name: 'hospital', columns: { state: { type: 'text', index: 'all' } } },
    filters: ['state'],
    sorts: [],
    present: (record: Expected & { readonly id: string }) => record,
  },

  mixins: [repair(restateExpected)],

  actions: {
    /** The reservation decides: a cancellation at the same moment is in the same mailbox. */
    inject: {
      ...idempotent,
      params: hospitalActions['vaccine.hospital.inject'].params,
      handler(ctx: Context<{ reservationId: string }>) {
        const today = todayInKorea(nowOf(this.broker));
        return callReservation(ctx, 'vaccine.reservation.inject', { id: ctx.params.reservationId, today });
      },
    },
  },

  channels: {
    [followedReservations]: {
      data: reservationEvents,
      maxInFlight: 256,
      handler(ctx: Context<ReservationEnvelope>) {
        return this.follow(ctx, followReservation(ctx.params, randomInt(2 ** 31)));
      },
    },
    [followedStock]: {
      data: stockEvents,
      maxInFlight: 256,
      handler(ctx: Context<StockEnvelope>) {
        return this.follow(ctx, followStock(ctx.params));
      },
    },
  },
});
