import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { form, getRules, idRule, type Listing, line, listRules, schemaOf } from '../../../mixins/contract/rules.ts';
import { answering, count, named, oneOf, pageOf, text } from '../../../mixins/contract/schema.ts';
import { countRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of the hospital service (병원관리): the days on which a hospital screens, and their places. */

/** A day as the calendar writes it: 2027-09-09. */
export const dayRule = {
  type: 'string',
  max: 10,
  ...form(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day, such as 2027-09-09'),
} as const;
export const hospitalIdRule = { ...idRule, max: 50 } as const;
export const nameRule = { type: 'string', min: 1, max: 100, ...line } as const;
const placesRule = { type: 'number', integer: true, min: 0, max: 1_000 } as const;

const day = { hospitalId: hospitalIdRule, hospitalNm: nameRule, chkDate: dayRule, pCnt: placesRule } as const;
/** `available`: places that nobody holds afterwards. */
const place = { ...day, screeningId: idRule, attempt: countRule, available: countRule } as const;

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

export interface HospitalView {
  readonly id: string;
  readonly hospitalId: string;
  readonly hospitalNm: string;
  readonly chkDate: string;
  /** 가능인원수: places of the day. */
  readonly pCnt: number;
  readonly available: number;
  readonly state: 'open' | 'deleted';
}

/** A hospital's day is one record. */
export function dayId({ hospitalId, chkDate }: Pick<HospitalView, 'hospitalId' | 'chkDate'>): string {
  return `${hospitalId}.${chkDate}`;
}

const fields = {
  id: schemaOf(idRule),
  hospitalId: schemaOf(hospitalIdRule),
  hospitalNm: text(100),
  chkDate: schemaOf(dayRule),
  pCnt: { ...count, description: 'Places of the day (가능인원수).' },
  available: { ...count, description: 'Places that nobody holds.' },
  state: oneOf('open', 'deleted'),
};
const example: HospitalView = {
  id: '2.2027-09-09',
  hospitalId: '2',
  hospitalNm: '서울병원',
  chkDate: '2027-09-09',
  pCnt: 10,
  available: 10,
  state: 'open',
};
export const hospital = named<HospitalView>('ScreeningHospital', { required: fields, optional: {} }, example);
const deleted = named<HospitalView & { readonly told: number }>(
  'ScreeningHospitalDeleted',
  { required: { ...fields, told: { ...count, description: 'Screenings that lose their place.' } }, optional: {} },
  { ...example, state: 'deleted', available: 0, told: 3 },
);

export const hospitalListing: Listing = { filters: ['hospitalId', 'chkDate', 'state'], sorts: ['chkDate'] };

export const placesHeld = { refused: 'screening-places-held', kind: 'conflict' } as const;
export const hospitalFull = {
  refused: 'hospital-full',
  kind: 'conflict',
  detail: 'The hospital has no place left on that day.',
} as const;
export const hospitalDeleted = {
  refused: 'hospital-deleted',
  kind: 'conflict',
  state: 'deleted',
  detail: 'The hospital does not screen on that day.',
} as const;
export const placeReleased = {
  refused: 'place-released',
  kind: 'conflict',
  detail: 'This screening has given its place back.',
} as const;

export const hospitalActions = {
  'screening.hospital.register': {
    about:
      'Registers a day on which a hospital screens, or changes its name and places. The same again changes nothing.',
    params: { id: idRule, ...day, $$strict: true },
    example: { hospitalId: '2', hospitalNm: '서울병원', chkDate: '2027-09-09', pCnt: 10 },
    answer: hospital,
    refusals: [{ ...placesHeld, detail: '3 places are held already: there cannot be 2.' }],
  },
  'screening.hospital.delete': {
    about: 'Deletes a day. Every screening that has a place there is cancelled and told.',
    params: getRules,
    answer: deleted,
    refusals: [notFound('hospital')],
  },
  'screening.hospital.get': {
    about: 'One day of a hospital.',
    params: getRules,
    answer: hospital,
    refusals: [notFound('hospital')],
  },
  'screening.hospital.list': {
    about: 'The days on which hospitals screen.',
    params: listRules(hospitalListing),
    answer: pageOf(hospital),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

/** A screening asks for a place, and gives it back. */
export const placeCalls = {
  'screening.hospital.hold': {
    about: 'Holds a place for an attempt of a screening, once.',
    params: { id: idRule, screeningId: idRule, attempt: countRule, $$strict: true },
    answer: answering<{ readonly available: number }>(),
    refusals: [hospitalFull, hospitalDeleted, placeReleased, notFound('hospital')],
  },
  'screening.hospital.release': {
    about: 'Gives the place of an attempt back, held or not: afterwards it has none.',
    params: { id: idRule, screeningId: idRule, attempt: countRule, $$strict: true },
    answer: answering<{ readonly available: number }>(),
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callHospital, isRefused: isRefusedByHospital } = callsTo({ ...hospitalActions, ...placeCalls });
