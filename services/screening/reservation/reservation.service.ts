import type { Context } from 'moleculer';
import { defineAggregate } from '../../../mixins/aggregate.ts';
import { followedScreenings, type ScreeningEnvelope, screeningEvents } from '../screening/screening.contract.ts';
import { type ReservationView, reservationListing } from './reservation.contract.ts';
import { followedTypes, followScreening, type Reservation, reservation } from './reservation.ts';

/** The register: it follows screenings, and nobody waits for it. */
export default defineAggregate({
  name: 'screening.reservation',
  decider: reservation,
  records: {
    noun: 'reservation',
    collection: {
      name: 'reservation',
      columns: {
        custId: { type: 'text', index: 'all', fixed: true },
        hospitalId: { type: 'text' },
        chkDate: { type: 'text' },
        status: { type: 'text', index: 'all' },
      },
    },
    owner: 'custId',
    ...reservationListing,
    present: (record: Reservation & { readonly id: string }) => record as ReservationView,
  },
  channels: {
    [followedScreenings]: {
      types: followedTypes,
      data: screeningEvents,
      maxInFlight: 256,
      handler(ctx: Context<ScreeningEnvelope>) {
        return this.follow(ctx, followScreening(ctx.params));
      },
    },
  },
});
