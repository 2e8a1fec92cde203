import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { idRule } from '../../../mixins/contract/rules.ts';
import { countRule, dayRule, described } from '../../../mixins/contract/values.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { reservationActions } from '../reservation/reservation.contract.ts';
import { vaccineTypeRule } from '../stock/stock.contract.ts';

/** What others may depend on of the hospital (병원): whom it expects, and with which vaccine. Its ids are the reservations'. */

const expected = { reserveDate: dayRule } as const;
const lot = described(countRule, 'A random number: it says which of the vaccines in stock.');

export const hospitalEvents = defineEvents({
  'vaccine.hospital.received': { about: 'A reservation was received, and its lot drawn.', data: { ...expected, lot } },
  'vaccine.hospital.assigned': {
    about: 'There is a vaccine for it.',
    data: { ...expected, vaccineType: vaccineTypeRule },
  },
  'vaccine.hospital.refused': { about: 'There is no vaccine left for it.', data: expected },
  'vaccine.hospital.cancelled': { about: 'The person does not come.', data: expected },
  'vaccine.hospital.injected': { about: 'The person was vaccinated.', data: expected },
});
export type HospitalEvent = EventsOf<typeof hospitalEvents>;
export type HospitalEnvelope = EnvelopeOf<HospitalEvent>;
export const followedHospital = 'vaccine.hospital.*';

const { answer, refusals } = reservationActions['vaccine.reservation.inject'];

export const hospitalActions = {
  'vaccine.hospital.inject': {
    about: 'Records that a person was vaccinated, on the day of the reservation.',
    params: { reservationId: idRule, $$strict: true },
    example: { reservationId: 'C4YNWHYYD0SAWMZNA62MKN6EB4' },
    answer,
    refusals,
  },
} as const satisfies Record<string, ActionContract>;
