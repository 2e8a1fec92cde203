import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  countRule,
  dayRule,
  epochMsRule,
  optional,
  textRule,
  timeRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { stepsAction } from '../../history/steps.contract.ts';
import { hospitalDeleted, hospitalFull, hospitalIdRule, nameRule } from '../hospital/hospital.contract.ts';

/** What others may depend on of the screening service (검진관리). */

const asked = { hospitalId: hospitalIdRule, chkDate: dayRule, custId: memberRule, custNm: nameRule } as const;
/** `attempt`: how often the hospital was asked; one that was given up may be asked for again. */
const booking = { ...asked, attempt: countRule, requestedAt: timeRule } as const;
const due = { ...booking, due: epochMsRule } as const;
const ended = { ...booking, endedAt: timeRule } as const;
const cancelled = { ...ended, requestId: textRule(100) } as const;
const reason = { ...textRule(100), description: 'Why the hospital refused.' } as const;

/** Events carry state: the newest one of a screening tells its whole situation. */
export const screeningEvents = defineEvents({
  'screening.screening.asked': { about: 'It is asked for, and the hospital next, until `due`.', data: due },
  'screening.screening.refused': { about: 'The hospital has refused.', data: { ...booking, reason } },
  'screening.screening.abandoning': { about: 'Nobody knows whether a place is held; it is released next.', data: due },
  'screening.screening.abandoned': { about: 'It is given up, and no place is held.', data: booking },
  'screening.screening.completed': { about: 'The hospital holds a place: it is booked.', data: booking },
  'screening.screening.cancelled': { about: 'The customer has cancelled it.', data: cancelled },
  'screening.screening.force-cancelled': { about: 'The hospital has deleted the day.', data: ended },
});
export type ScreeningEvent = EventsOf<typeof screeningEvents>;
export type ScreeningEnvelope = EnvelopeOf<ScreeningEvent>;
export const followedScreenings = 'screening.screening.*';

const stateRule = wordRule('asked', 'refused', 'abandoning', 'abandoned', 'completed', 'cancelled', 'force-cancelled');
export type ScreeningState = ValueOf<typeof stateRule>;
/** The document's words for the states; it has none for what leads to no booking. */
const statusRule = wordRule('REQUESTED', 'REQUEST_COMPLETED', 'CANCELED', 'FORCE_CANCELED');
const statuses: Readonly<Partial<Record<ScreeningState, ValueOf<typeof statusRule>>>> = {
  asked: 'REQUESTED',
  completed: 'REQUEST_COMPLETED',
  cancelled: 'CANCELED',
  'force-cancelled': 'FORCE_CANCELED',
};

export const screeningFields = {
  ...{ id: idRule, state: stateRule, status: optional(statusRule), ...asked },
  ...{ requestedAt: timeRule, endedAt: optional(timeRule), reason: optional(reason) },
} as const;
const example = { hospitalId: '2', chkDate: '2027-09-09', custId: 'kim', custNm: '김민지' };
export const screeningExample = {
  ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', ...example, requestedAt: '2026-01-02T09:00:00.000Z' },
  ...({ state: 'completed', status: 'REQUEST_COMPLETED' } as const),
};
const screening = defineAnswer('Screening', screeningFields, screeningExample);
export type ScreeningView = Answered<typeof screening>;
export const { shownOf, rowOf } = showing<ScreeningState, ValueOf<typeof statusRule>>('screening.screening', statuses);

const filters = ['custId', 'hospitalId', 'chkDate', 'state'];
export const screeningListing: Listing = { filters, sorts: [], member: 'custId' };

const silent = 'The hospital does not answer, and no place is held. Try again shortly.';
export const hospitalUnavailable = { refused: 'hospital-unavailable', kind: 'unavailable', detail: silent } as const;
export const screeningState = { refused: 'screening-state', kind: 'conflict' } as const;
const missing = notFound('screening');
const detail = 'A screening that is cancelled cannot be cancelled.';

export const screeningActions = {
  'screening.screening.request': {
    about: 'Requests a screening. The hospital holds a place at once, or it is refused.',
    params: { id: idRule, ...asked, $$strict: true },
    example,
    answer: screening,
    refusals: [hospitalFull, hospitalDeleted, hospitalUnavailable, notFound('hospital'), othersRecords],
  },
  'screening.screening.change': {
    about: 'Cancels a screening. Its place is free for others a moment later.',
    params: { id: idRule, status: wordRule('CANCELED'), $$strict: true },
    example: { status: 'CANCELED' },
    answer: screening,
    refusals: [missing, { ...screeningState, state: 'cancelled', detail }],
  },
  ...stepsAction('screening.screening', { title: 'ScreeningHistory', states: stateRule.values, missing }),
  ...readActions('screening.screening', {
    row: screening,
    listing: screeningListing,
    about: { get: 'One screening.', list: 'Screenings.' },
    missing,
    refusals: [othersRecords],
  }),
} as const satisfies Record<string, ActionContract>;
