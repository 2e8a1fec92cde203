import type { ActionContract } from '../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import { getRules, idRule, type Listing, listRules, memberRule, schemaOf } from '../../../mixins/contract/rules.ts';
import { instant, named, objectOf, oneOf, pageOf, text } from '../../../mixins/contract/schema.ts';
import { countRule, epochMsRule, optional, textRule, timeRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { dayRule, hospitalDeleted, hospitalFull, hospitalIdRule, nameRule } from '../hospital/hospital.contract.ts';

/** What others may depend on of the screening service (검진관리). */

const booking = {
  hospitalId: hospitalIdRule,
  chkDate: dayRule,
  custId: memberRule,
  custNm: nameRule,
  /** Counts how often the hospital was asked: one that was given up may be asked for again. */
  attempt: countRule,
  requestedAt: timeRule,
} as const;
const ended = { ...booking, endedAt: timeRule } as const;

/** Events carry state: the newest one of a screening tells its whole situation. */
export const screeningEvents = defineEvents({
  'screening.screening.asked': {
    about: 'A screening is asked for; the hospital is asked for a place next. From `due` its answer counts as unknown.',
    data: { ...booking, due: epochMsRule },
  },
  'screening.screening.refused': { about: 'The hospital has refused.', data: { ...booking, reason: textRule(100) } },
  'screening.screening.abandoning': {
    about: 'Nobody knows whether the hospital holds a place; it is released next.',
    data: { ...booking, due: epochMsRule, reason: optional(textRule(100)) },
  },
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
export type ScreeningState = ScreeningEvent['type'] extends `screening.screening.${infer State}` ? State : never;
export const followedScreenings = 'screening.screening.*';

/** The document's words. */
export type Status = 'REQUESTED' | 'REQUEST_COMPLETED' | 'CANCELED' | 'FORCE_CANCELED';
export const statuses: Readonly<Record<ScreeningState, Status | undefined>> = {
  asked: 'REQUESTED',
  refused: undefined,
  abandoning: undefined,
  abandoned: undefined,
  completed: 'REQUEST_COMPLETED',
  cancelled: 'CANCELED',
  'force-cancelled': 'FORCE_CANCELED',
};

export interface ScreeningView {
  readonly id: string;
  readonly state: ScreeningState;
  readonly status?: Status;
  readonly hospitalId: string;
  readonly chkDate: string;
  readonly custId: string;
  readonly custNm: string;
  /** RFC 3339. */
  readonly requestedAt: string;
  readonly endedAt?: string;
  /** Why the hospital refused. */
  readonly reason?: string;
}

export const screeningFields = {
  required: {
    id: schemaOf(idRule),
    state: oneOf(...(Object.keys(statuses) as ScreeningState[])),
    hospitalId: schemaOf(hospitalIdRule),
    chkDate: schemaOf(dayRule),
    custId: schemaOf(memberRule),
    custNm: text(100),
    requestedAt: instant,
  },
  optional: {
    status: oneOf('REQUESTED', 'REQUEST_COMPLETED', 'CANCELED', 'FORCE_CANCELED'),
    endedAt: instant,
    reason: text(100),
  },
} as const;
export const screeningExample: ScreeningView = {
  id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
  state: 'completed',
  status: 'REQUEST_COMPLETED',
  hospitalId: '2',
  chkDate: '2027-09-09',
  custId: 'kim',
  custNm: '김민지',
  requestedAt: '2026-01-02T09:00:00.000Z',
};
export const screeningView = named<ScreeningView>('Screening', screeningFields, screeningExample);
export const screeningListing: Listing = { filters: ['custId', 'hospitalId', 'chkDate', 'state'], sorts: [] };

/** What happened to one screening, for its customer. */
export interface ScreeningHistory {
  readonly id: string;
  readonly steps: readonly { readonly state: ScreeningState; readonly status?: Status; readonly at: string }[];
}
const step = objectOf<ScreeningHistory['steps'][number]>({
  required: { state: screeningFields.required.state, at: instant },
  optional: { status: screeningFields.optional.status },
});
const history = named<ScreeningHistory>(
  'ScreeningHistory',
  { required: { id: schemaOf(idRule), steps: { type: 'array', maxItems: 500, items: step } }, optional: {} },
  {
    id: screeningExample.id,
    steps: [{ state: 'completed', status: 'REQUEST_COMPLETED', at: '2026-01-02T09:00:00.020Z' }],
  },
);

export const hospitalUnavailable = {
  refused: 'hospital-unavailable',
  kind: 'unavailable',
  detail: 'The hospital does not answer, and no place is held. Try again shortly.',
} as const;
export const screeningState = { refused: 'screening-state', kind: 'conflict' } as const;

export const screeningActions = {
  'screening.screening.request': {
    about: 'Requests a screening. The hospital holds a place at once, or it is refused.',
    params: {
      id: idRule,
      hospitalId: hospitalIdRule,
      chkDate: dayRule,
      custId: memberRule,
      custNm: nameRule,
      $$strict: true,
    },
    example: { hospitalId: '2', chkDate: '2027-09-09', custId: 'kim', custNm: '김민지' },
    answer: screeningView,
    refusals: [hospitalFull, hospitalDeleted, hospitalUnavailable, notFound('hospital'), othersRecords],
  },
  'screening.screening.change': {
    about: 'Cancels a screening. Its place is free for others a moment later.',
    params: { id: idRule, status: { type: 'enum', values: ['CANCELED'] }, $$strict: true },
    example: { status: 'CANCELED' },
    answer: screeningView,
    refusals: [
      notFound('screening'),
      { ...screeningState, state: 'cancelled', detail: 'A screening that is cancelled cannot be cancelled.' },
    ],
  },
  'screening.screening.get': {
    about: 'One screening.',
    params: getRules,
    answer: screeningView,
    refusals: [notFound('screening')],
  },
  'screening.screening.history': {
    about: 'What happened to one screening, and when.',
    params: getRules,
    answer: history,
    refusals: [notFound('screening')],
  },
  'screening.screening.list': {
    about: 'Screenings.',
    params: listRules(screeningListing),
    answer: pageOf(screeningView),
    refusals: [othersRecords],
  },
} as const satisfies Record<string, ActionContract>;
