import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule, memberRule } from '../../../mixins/contract/rules.ts';
import { countRule, epochMsRule, optional, textRule, timeRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { dayRule, hospitalDeleted, hospitalFull, hospitalIdRule, nameRule } from '../hospital/hospital.contract.ts';

/** What others may depend on of the screening service (검진관리). */

const asked = { hospitalId: hospitalIdRule, chkDate: dayRule, custId: memberRule, custNm: nameRule } as const;
/** `attempt`: how often the hospital was asked; one that was given up may be asked for again. */
const booking = { ...asked, attempt: countRule, requestedAt: timeRule } as const;
const due = { ...booking, due: epochMsRule } as const;
const ended = { ...booking, endedAt: timeRule } as const;
const reason = { ...textRule(100), description: 'Why the hospital refused.' } as const;

/** Events carry state: the newest one of a screening tells its whole situation. */
export const screeningEvents = defineEvents({
  'screening.screening.asked': {
    about: 'It is asked for, and the hospital next. From `due` nobody knows the answer.',
    data: due,
  },
  'screening.screening.refused': { about: 'The hospital has refused.', data: { ...booking, reason } },
  'screening.screening.abandoning': { about: 'Nobody knows whether a place is held; it is released next.', data: due },
  'screening.screening.abandoned': { about: 'It is given up, and no place is held.', data: booking },
  'screening.screening.completed': { about: 'The hospital holds a place: it is booked.', data: booking },
  'screening.screening.cancelled': {
    about: 'The customer has cancelled it.',
    data: { ...ended, requestId: textRule(100) },
  },
  'screening.screening.force-cancelled': { about: 'The hospital has deleted the day.', data: ended },
});
export type ScreeningEvent = EventsOf<typeof screeningEvents>;
export type ScreeningEnvelope = EnvelopeOf<ScreeningEvent>;
export const followedScreenings = 'screening.screening.*';

/** The document's words for the states. */
export const statuses = {
  asked: 'REQUESTED',
  refused: undefined,
  abandoning: undefined,
  abandoned: undefined,
  completed: 'REQUEST_COMPLETED',
  cancelled: 'CANCELED',
  'force-cancelled': 'FORCE_CANCELED',
} as const;
export type ScreeningState = keyof typeof statuses;

const state = wordRule('asked', 'refused', 'abandoning', 'abandoned', 'completed', 'cancelled', 'force-cancelled');
const status = optional(wordRule('REQUESTED', 'REQUEST_COMPLETED', 'CANCELED', 'FORCE_CANCELED'));
export const screeningFields = {
  ...{ id: idRule, state, status, ...asked },
  ...{ requestedAt: timeRule, endedAt: optional(timeRule), reason: optional(reason) },
} as const;
export const screeningExample = {
  ...({ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', state: 'completed', status: 'REQUEST_COMPLETED' } as const),
  ...{
    hospitalId: '2',
    chkDate: '2027-09-09',
    custId: 'kim',
    custNm: '김민지',
    requestedAt: '2026-01-02T09:00:00.000Z',
  },
};
const screening = defineAnswer('Screening', screeningFields, screeningExample);
export type ScreeningView = Answered<typeof screening>;
export const screeningListing: Listing = {
  filters: ['custId', 'hospitalId', 'chkDate', 'state'],
  sorts: [],
  member: 'custId',
};

/** What happened to one screening, for its customer. */
const steps = {
  type: 'array',
  max: 500,
  items: { type: 'object', strict: true, props: { state, status, at: timeRule } },
} as const;
const history = defineAnswer('ScreeningHistory', { id: idRule, steps }, { id: screeningExample.id, steps: [] });
export type ScreeningHistory = Answered<typeof history>;

const silent = 'The hospital does not answer, and no place is held. Try again shortly.';
export const hospitalUnavailable = { refused: 'hospital-unavailable', kind: 'unavailable', detail: silent } as const;
export const screeningState = { refused: 'screening-state', kind: 'conflict' } as const;
const detail = 'A screening that is cancelled cannot be cancelled.';

export const screeningActions = {
  'screening.screening.request': {
    about: 'Requests a screening. The hospital holds a place at once, or it is refused.',
    params: { id: idRule, ...asked, $$strict: true },
    example: { hospitalId: '2', chkDate: '2027-09-09', custId: 'kim', custNm: '김민지' },
    answer: screening,
    refusals: [hospitalFull, hospitalDeleted, hospitalUnavailable, notFound('hospital'), othersRecords],
  },
  'screening.screening.change': {
    about: 'Cancels a screening. Its place is free for others a moment later.',
    params: { id: idRule, status: wordRule('CANCELED'), $$strict: true },
    example: { status: 'CANCELED' },
    answer: screening,
    refusals: [notFound('screening'), { ...screeningState, state: 'cancelled', detail }],
  },
  'screening.screening.history': {
    about: 'What happened to one screening, and when.',
    params: getRules,
    answer: history,
    refusals: [notFound('screening')],
  },
  ...readActions('screening.screening', {
    row: screening,
    listing: screeningListing,
    about: { get: 'One screening.', list: 'Screenings.' },
    missing: notFound('screening'),
    refusals: [othersRecords],
  }),
} as const satisfies Record<string, ActionContract>;
