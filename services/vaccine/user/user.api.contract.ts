import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineAnswer } from '../../../mixins/contract/answers.ts';
import { idRule, line, schemaOf } from '../../../mixins/contract/rules.ts';
import { pageOf, type SchemaOf } from '../../../mixins/contract/schema.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import { countRule, dayRule } from '../../../mixins/contract/values.ts';
import { phoneRule, residentNumberRule } from '../../../mixins/sealing/personal.ts';
import { bookableDays } from '../calendar/calendar.contract.ts';
import { reservationActions, reservationState } from '../reservation/reservation.contract.ts';
import { alreadyBooked, standing } from './user.contract.ts';

/** What people may do: they say who they are, by name and resident number (주민번호). */

const userName = { type: 'string', min: 1, max: 100, ...line } as const;
const who = { userName, userRegNumber: residentNumberRule } as const;
const person = { userName: '김민지', userRegNumber: '900101-1234567' } as const;
const { answer: reservation, refusals } = reservationActions['vaccine.reservation.request'];

const days = {
  title: 'VaccineBookableDays',
  ...schemaOf(bookableDays),
  examples: [[{ date: '2027-09-09', count: 9 }]],
} as SchemaOf<ValueOf<typeof bookableDays>>;

const strangers =
  'There is nobody of this name with this number, or too many other names were tried with it: wait a quarter of an hour.';
/** A wrong name answers like a number that nobody has. */
export const userUnknown = { refused: 'vaccine-user-not-found', kind: 'not-found', detail: strangers } as const;
const unmatched =
  'Name and number do not belong together, or too many other names were tried with the number: wait a quarter of an hour.';
export const userUnmatched = { refused: 'vaccine-user-unmatched', kind: 'invalid', detail: unmatched } as const;

/** Who somebody is comes in bodies alone, never in addresses, and goes out to nobody. */
export const userActions = {
  'vaccine.user.date': {
    about: 'The days on which this person can be vaccinated, with the places that are left.',
    params: { ...who, $$strict: true },
    example: person,
    answer: days,
    refusals: [],
  },
  'vaccine.user.reserve': {
    about: 'Books a day for a person.',
    params: { id: idRule, ...who, userPhone: phoneRule, reserveDate: dayRule, $$strict: true },
    example: { ...person, userPhone: '010-1234-5678', reserveDate: '2027-09-09' },
    answer: reservation,
    refusals: [...refusals, userUnmatched],
  },
  'vaccine.user.status': {
    about: "A person's reservations.",
    params: { ...who, $$strict: true },
    example: person,
    answer: pageOf(reservation),
    refusals: [userUnknown],
  },
  'vaccine.user.cancel': {
    about: "Cancels a person's live reservation.",
    params: { ...who, $$strict: true },
    example: person,
    answer: reservation,
    refusals: [userUnknown, { ...reservationState, state: 'cancelled', detail: 'There is no live reservation.' }],
  },
  'vaccine.user.reseal': {
    about: 'Seals anew, by the newest key, what an older one has sealed. The older one can be taken out then.',
    params: { $$strict: true },
    answer: defineAnswer('VaccineResealed', { resealed: countRule }, { resealed: 12 }),
    refusals: [],
  },
  'vaccine.user.forget': {
    about: 'Erases what is known of a person who has no live reservation.',
    params: { ...who, $$strict: true },
    example: person,
    answer: standing,
    refusals: [userUnknown, alreadyBooked],
  },
} as const satisfies Record<string, ActionContract>;
