import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  countRule,
  dayRule,
  described,
  epochMsRule,
  optional,
  textRule,
  timeRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { keyOf } from '../../../mixins/kernel/intent.ts';
import { stepsAction } from '../../history/steps.contract.ts';
import { dayFull, dayOutside } from '../calendar/calendar.contract.ts';
import { vaccineTypeRule } from '../stock/stock.contract.ts';
import { alreadyBooked, alreadyVaccinated, userForgotten } from '../user/user.contract.ts';

/** What others may depend on of reservations (백신 예약). Of a person they know a random id and the masked number. */

const masked = described(textRule(14), 'The resident number as it may be shown: 900101-1******.');
const asked = { userId: idRule, userRegNumber: masked, reserveDate: dayRule } as const;
const booking = { ...asked, attempt: countRule, requestedAt: timeRule } as const;
const reason = { ...textRule(100), description: 'Why it was refused.' } as const;
const due = { ...booking, due: epochMsRule, reason: optional(reason) } as const;
const assigned = { ...booking, vaccineType: vaccineTypeRule } as const;
const ended = { ...booking, vaccineType: optional(vaccineTypeRule), endedAt: timeRule } as const;

/** Events carry state: the newest one of a reservation tells its whole situation. */
export const reservationEvents = defineEvents({
  'vaccine.reservation.asked': { about: 'It is asked for: the person and the day next, until `due`.', data: due },
  'vaccine.reservation.refused': { about: 'The person may not book.', data: { ...booking, reason } },
  'vaccine.reservation.abandoning': { about: 'It is given up; person and day are freed next.', data: due },
  'vaccine.reservation.abandoned': {
    about: 'It is given up, and nothing is held.',
    data: { ...booking, reason: optional(reason) },
  },
  'vaccine.reservation.reserved': { about: 'Person and day are held: it is booked.', data: booking },
  'vaccine.reservation.assigned': { about: 'The hospital has a vaccine for it.', data: assigned },
  'vaccine.reservation.exhausted': { about: 'There is no vaccine left for it: it is over.', data: ended },
  'vaccine.reservation.cancelled': {
    about: 'The person has cancelled it.',
    data: { ...ended, requestId: textRule(100) },
  },
  'vaccine.reservation.injected': {
    about: 'The person is vaccinated.',
    data: { ...assigned, endedAt: timeRule, requestId: optional(textRule(100)) },
  },
});
export type ReservationEvent = EventsOf<typeof reservationEvents>;
export type ReservationEnvelope = EnvelopeOf<ReservationEvent>;
export const followedReservations = 'vaccine.reservation.*';

const stateRule = wordRule(
  ...(['asked', 'refused', 'abandoning', 'abandoned', 'reserved', 'assigned'] as const),
  ...(['exhausted', 'cancelled', 'injected'] as const),
);
export type ReservationState = ValueOf<typeof stateRule>;
/** The document's words for the states. */
const statusRule = wordRule('RESERVE', 'CANCEL', 'INJECT', 'REFUSED');
const statuses: Readonly<Partial<Record<ReservationState, ValueOf<typeof statusRule>>>> = {
  ...({ reserved: 'RESERVE', assigned: 'RESERVE', cancelled: 'CANCEL', injected: 'INJECT' } as const),
  ...({ refused: 'REFUSED', exhausted: 'REFUSED', abandoned: 'REFUSED' } as const),
};

export const reservationFields = {
  ...{ id: idRule, state: stateRule, status: optional(statusRule), ...asked },
  ...{
    vaccineType: optional(vaccineTypeRule),
    requestedAt: timeRule,
    endedAt: optional(timeRule),
    reason: optional(reason),
  },
} as const;
export const reservationExample = {
  ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', userId: '01K6', userRegNumber: '900101-1******', reserveDate: '2027-09-09' },
  ...({
    state: 'assigned',
    status: 'RESERVE',
    vaccineType: 'Pfizer',
    requestedAt: '2026-01-02T09:00:00.000Z',
  } as const),
};
const reservation = defineAnswer('VaccineReservation', reservationFields, reservationExample);
export type ReservationView = Answered<typeof reservation>;
export const { shownOf, rowOf } = showing<ReservationState, ValueOf<typeof statusRule>>(
  'vaccine.reservation',
  statuses,
);

export const reservationListing: Listing = { filters: ['userId', 'reserveDate', 'state'], sorts: ['reserveDate'] };

const silent = 'Bookings cannot be taken now, and nothing is held. Try again shortly.';
export const bookingUnavailable = { refused: 'vaccine-unavailable', kind: 'unavailable', detail: silent } as const;
export const reservationState = { refused: 'vaccine-reservation-state', kind: 'conflict' } as const;
const early = 'A vaccination takes place on its day.';
export const notToday = { refused: 'vaccine-not-today', kind: 'conflict', detail: early } as const;
export const missing = notFound('vaccine-reservation');
const detail = 'A reservation that is cancelled cannot be cancelled.';

export const reservationActions = {
  'vaccine.reservation.request': {
    about: 'Books a day for a person who is known.',
    params: { id: idRule, ...asked, $$strict: true },
    answer: reservation,
    refusals: [alreadyBooked, alreadyVaccinated, userForgotten, dayFull, dayOutside, bookingUnavailable],
  },
  'vaccine.reservation.cancel': {
    about: 'Cancels a reservation. Its place, its dose and its person are free a moment later.',
    params: getRules,
    answer: reservation,
    refusals: [missing, { ...reservationState, state: 'cancelled', detail }],
  },
  'vaccine.reservation.inject': {
    about: 'Records the vaccination of a person on the day.',
    params: { id: idRule, today: dayRule, $$strict: true },
    answer: reservation,
    refusals: [missing, { ...reservationState, state: 'cancelled', detail }, notToday],
  },
  ...stepsAction('vaccine.reservation', { title: 'VaccineHistory', states: stateRule.values, missing }),
  ...readActions('vaccine.reservation', {
    row: reservation,
    listing: reservationListing,
    about: { get: 'One reservation.', list: 'Reservations.' },
    missing,
  }),
} as const satisfies Record<string, ActionContract>;

export const { call: callReservation } = callsTo(reservationActions);

/** What person and day know an attempt by. */
export function attemptKey(id: string, { attempt }: { readonly attempt: number }): string {
  return keyOf(id, attempt);
}

/** The reservation of such a key. */
export function reservationOf(key: string): string {
  return key.replace(/\.\d+$/, '');
}
