import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, line } from '../../../mixins/contract/rules.ts';
import { countRule, dayRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of the hospital service (병원관리): the days on which a hospital screens, and their places. */

export const hospitalIdRule = { ...idRule, max: 50 } as const;
export const nameRule = { type: 'string', min: 1, max: 100, ...line } as const;
const pCnt = { type: 'number', integer: true, min: 0, max: 1_000, description: 'Places (가능인원수).' } as const;

const day = { hospitalId: hospitalIdRule, hospitalNm: nameRule, chkDate: dayRule, pCnt } as const;
const available = { ...countRule, description: 'Places that nobody holds.' } as const;
const place = { ...day, screeningId: idRule, attempt: countRule, available } as const;

/** Events carry the day, and what became of one place. */
export const hospitalEvents = defineEvents({
  'screening.hospital.registered': { about: 'A hospital screens on a day, for so many people.', data: day },
  'screening.hospital.held': { about: 'A place is held for a screening.', data: place },
  'screening.hospital.released': { about: 'A place is given back.', data: place },
  'screening.hospital.evicted': { about: 'The day is deleted: this screening has lost its place.', data: place },
  'screening.hospital.deleted': { about: 'The hospital does not screen on that day.', data: day },
});
export type HospitalEvent = EventsOf<typeof hospitalEvents>;
export type HospitalEnvelope = EnvelopeOf<HospitalEvent>;

/** A hospital's day is one record. */
export function dayId({ hospitalId, chkDate }: { readonly hospitalId: string; readonly chkDate: string }): string {
  return `${hospitalId}.${chkDate}`;
}

const view = { id: idRule, ...day, available, state: wordRule('open', 'deleted') } as const;
const ofDay = { hospitalId: '2', hospitalNm: '서울병원', chkDate: '2027-09-09', pCnt: 10 };
const example = { id: dayId(ofDay), ...ofDay, available: 10, state: 'open' } as const;
const hospital = defineAnswer('ScreeningHospital', view, example);
const told = { ...countRule, description: 'Screenings that lose their place.' } as const;
const deleted = defineAnswer('ScreeningHospitalDeleted', { ...view, told }, { ...example, state: 'deleted', told: 3 });
export type HospitalView = Answered<typeof hospital>;

export const hospitalListing: Listing = { filters: ['hospitalId', 'chkDate', 'state'], sorts: ['chkDate'] };

export const placesHeld = { refused: 'screening-places-held', kind: 'conflict' } as const;
const full = 'The hospital has no place left on that day.';
export const hospitalFull = { refused: 'hospital-full', kind: 'conflict', detail: full } as const;
const gone = { detail: 'The hospital does not screen on that day.', state: 'deleted' } as const;
export const hospitalDeleted = { refused: 'hospital-deleted', kind: 'conflict', ...gone } as const;
const released = 'This screening has given its place back.';
export const placeReleased = { refused: 'place-released', kind: 'conflict', detail: released } as const;

const asked = { id: idRule, screeningId: idRule, attempt: countRule, $$strict: true } as const;
const free = defineAnswer('ScreeningPlaces', { available }, { available: 3 });

export const hospitalActions = {
  'screening.hospital.register': {
    about: 'Registers a day on which a hospital screens, or opens a deleted one again. A repeat changes nothing.',
    params: { id: idRule, ...day, $$strict: true },
    example: ofDay,
    answer: hospital,
    refusals: [{ ...placesHeld, detail: '3 places are held already: there cannot be 2.' }],
  },
  'screening.hospital.change': {
    about: 'Changes the name or the places of a day. A repeat changes nothing.',
    params: {
      id: idRule,
      hospitalNm: { ...nameRule, optional: true },
      pCnt: { ...pCnt, optional: true },
      $$strict: true,
    },
    example: { pCnt: 12 },
    answer: hospital,
    refusals: [
      { ...placesHeld, detail: '3 places are held already: there cannot be 2.' },
      hospitalDeleted,
      notFound('hospital'),
    ],
  },
  'screening.hospital.delete': {
    about: 'Deletes a day. Every screening that has a place there is cancelled and told.',
    params: getRules,
    answer: deleted,
    refusals: [notFound('hospital')],
  },
  ...readActions('screening.hospital', {
    row: hospital,
    listing: hospitalListing,
    about: { get: 'One day of a hospital.', list: 'The days on which hospitals screen.' },
    missing: notFound('hospital'),
  }),
} as const satisfies Record<string, ActionContract>;

/** A screening asks for a place, and gives it back. */
export const placeCalls = {
  'screening.hospital.hold': {
    about: 'Holds a place for an attempt of a screening, once.',
    params: asked,
    answer: free,
    refusals: [hospitalFull, hospitalDeleted, placeReleased, notFound('hospital')],
  },
  'screening.hospital.release': {
    about: 'Gives the place of an attempt back, held or not: afterwards it has none.',
    params: asked,
    answer: free,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callHospital } = callsTo({ ...hospitalActions, ...placeCalls });
