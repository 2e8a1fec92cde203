import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { getRules, idRule, type Listing, listRules, memberRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { named, oneOf, pageOf } from '../../../mixins/contract/schema.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { dayRule, hospitalIdRule } from '../hospital/hospital.contract.ts';

/** What others may depend on of the reservation service (예약관리): the register of screenings that hold a place. */

const entry = { hospitalId: hospitalIdRule, chkDate: dayRule, custId: memberRule } as const;

export const reservationEvents = defineEvents({
  'screening.reservation.registered': { about: 'A screening that is booked is in the register.', data: entry },
  'screening.reservation.cancelled': { about: 'Its customer has cancelled it.', data: entry },
  'screening.reservation.force-cancelled': { about: 'The hospital has deleted the day.', data: entry },
});
export type ReservationEvent = EventsOf<typeof reservationEvents>;
export type ReservationEnvelope = EnvelopeOf<ReservationEvent>;
export type ReservationStatus = 'RESERVED' | 'CANCELED' | 'FORCE_CANCELED';

export interface ReservationView {
  /** That of the screening. */
  readonly id: string;
  readonly status: ReservationStatus;
  readonly hospitalId: string;
  readonly chkDate: string;
  readonly custId: string;
}

const reservation = named<ReservationView>(
  'ScreeningReservation',
  {
    required: {
      id: schemaOf(idRule),
      status: oneOf('RESERVED', 'CANCELED', 'FORCE_CANCELED'),
      hospitalId: schemaOf(hospitalIdRule),
      chkDate: schemaOf(dayRule),
      custId: schemaOf(memberRule),
    },
    optional: {},
  },
  { id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', status: 'RESERVED', hospitalId: '2', chkDate: '2027-09-09', custId: 'kim' },
);
export const reservationListing: Listing = { filters: ['custId', 'hospitalId', 'chkDate', 'status'], sorts: [] };

export const reservationActions = {
  'screening.reservation.get': {
    about: 'One entry of the register.',
    params: getRules,
    answer: reservation,
    refusals: [notFound('reservation')],
  },
  'screening.reservation.list': {
    about: 'The register of screenings that hold or held a place.',
    params: listRules(reservationListing),
    answer: pageOf(reservation),
    refusals: [othersRecords],
  },
} as const satisfies Record<string, ActionContract>;
