import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { dayRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { hospitalIdRule } from '../hospital/hospital.contract.ts';

/** What others may depend on of the reservation service (예약관리): the register of screenings that hold a place. */

const entry = { hospitalId: hospitalIdRule, chkDate: dayRule, custId: memberRule } as const;

export const reservationEvents = defineEvents({
  'screening.reservation.registered': { about: 'A screening that is booked is in the register.', data: entry },
  'screening.reservation.cancelled': { about: 'Its customer has cancelled it.', data: entry },
  'screening.reservation.force-cancelled': { about: 'The hospital has deleted the day.', data: entry },
});
export type ReservationEvent = EventsOf<typeof reservationEvents>;

const reservation = defineAnswer(
  'ScreeningReservation',
  { id: idRule, status: wordRule('RESERVED', 'CANCELED', 'FORCE_CANCELED'), ...entry },
  { id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', status: 'RESERVED', hospitalId: '2', chkDate: '2027-09-09', custId: 'kim' },
);
export type ReservationView = Answered<typeof reservation>;
const filters = ['custId', 'hospitalId', 'chkDate', 'status'];
export const reservationListing: Listing = { filters, sorts: [], member: 'custId' };

/** The ids are those of the screenings. */
export const reservationActions = readActions('screening.reservation', {
  row: reservation,
  listing: reservationListing,
  about: { get: 'One entry of the register.', list: 'The register of screenings that hold or held a place.' },
  missing: notFound('reservation'),
  refusals: [othersRecords],
});
