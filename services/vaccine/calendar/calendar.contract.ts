import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule } from '../../../mixins/contract/rules.ts';
import { countRule, dayRule, described, listRule, objectRule } from '../../../mixins/contract/values.ts';

/** What others may depend on of the calendar: days with places, whose id is the day. */

const places = { type: 'number', integer: true, min: 0, max: 1_000, description: 'People on this day.' } as const;
const key = described(idRule, 'Of the attempt of a reservation.');
const place = { key, places } as const;

export const calendarEvents = defineEvents({
  'vaccine.calendar.changed': { about: 'The staff has said how many places a day has.', data: { places } },
  'vaccine.calendar.held': { about: 'A place of a day is held for a reservation.', data: place },
  'vaccine.calendar.released': { about: 'A place of a day is given back.', data: place },
});
export type CalendarEvent = EventsOf<typeof calendarEvents>;

const full = 'There is no place left on this day. Choose another one.';
export const dayFull = { refused: 'vaccine-day-full', kind: 'conflict', detail: full } as const;
const closed = 'This reservation has given its place back.';
export const placeClosed = { refused: 'vaccine-place-released', kind: 'conflict', detail: closed } as const;
export const placesHeld = { refused: 'vaccine-places-held', kind: 'conflict' } as const;
const outside = 'Days can be booked from today on, as far as the list of days goes.';
export const dayOutside = { refused: 'vaccine-day-outside', kind: 'invalid', detail: outside } as const;

const date = described(dayRule, 'The day.');
const count = { ...countRule, description: 'Places that nobody holds.' } as const;
const day = defineAnswer('VaccineDay', { date, count, places }, { date: '2027-09-09', count: 9, places: 10 });
export const bookableDays = listRule(731, objectRule({ date, count }), 'Days that can be booked, the next first.');
const free = defineAnswer('VaccineDays', { days: bookableDays }, { days: [{ date: '2027-09-09', count: 9 }] });

const daysToBook = defineAnswer(
  'VaccineDaysToBook',
  { first: date, last: date },
  { first: '2027-09-09', last: '2028-09-08' },
);

export type DayView = Answered<typeof day>;
/** The first and the last day that can be booked. */
export type DaysToBook = Answered<typeof daysToBook>;

export const calendarActions = {
  'vaccine.calendar.show': {
    about:
      'A day: how many places it has, and how many of them nobody holds. One of which nobody has said anything has the usual number.',
    params: { id: dayRule, $$strict: true },
    answer: day,
    refusals: [],
  },
  'vaccine.calendar.change': {
    about: 'Says how many places a day has.',
    params: { id: dayRule, places, $$strict: true },
    example: { places: 20 },
    answer: day,
    refusals: [{ ...placesHeld, detail: '3 places are held already: there cannot be 2.' }],
  },
} as const satisfies Record<string, ActionContract>;

/** For people and reservations. */
export const placeCalls = {
  'vaccine.calendar.free': {
    about: 'The days that can be booked, with the places that are left.',
    params: { $$strict: true },
    answer: free,
    refusals: [],
  },
  'vaccine.calendar.bookable': {
    about: 'The first and the last day that can be booked now.',
    params: { $$strict: true },
    answer: daysToBook,
    refusals: [],
  },
  'vaccine.calendar.hold': {
    about: 'Holds a place of a day for an attempt of a reservation, once.',
    params: { id: dayRule, key, $$strict: true },
    answer: day,
    refusals: [dayFull, placeClosed, dayOutside],
  },
  'vaccine.calendar.release': {
    about: 'Gives the place of an attempt back, held or not: afterwards it has none.',
    params: { id: dayRule, key, $$strict: true },
    answer: day,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callCalendar } = callsTo({ ...calendarActions, ...placeCalls });
