import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { getRules, idRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import { epochMsRule, optional, textRule, timeRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { stepsAction } from '../../history/steps.contract.ts';
import { titleFields } from '../approval/approval.contract.ts';

/** What others may depend on of requests to register a new title (신간 등록 요청). */

const title = { ...titleFields, requestedAt: timeRule } as const;
const due = { ...title, due: epochMsRule } as const;
const ended = { ...title, endedAt: timeRule } as const;

/** Events carry state: the newest one of a request tells its whole situation. */
export const requestEvents = defineEvents({
  'registration.request.asked': {
    about: 'It is asked for, and laid before the reviewers next, until `due`.',
    data: due,
  },
  'registration.request.abandoning': { about: 'Nobody knows whether it was lodged; it is withdrawn next.', data: due },
  'registration.request.abandoned': { about: 'It is given up, and lies before nobody.', data: title },
  'registration.request.requested': { about: 'It lies before the reviewers.', data: title },
  'registration.request.approved': { about: 'The title is registered.', data: ended },
  'registration.request.rejected': { about: 'The title is not registered.', data: ended },
  'registration.request.cancelled': {
    about: 'The publisher has cancelled it.',
    data: { ...ended, requestId: textRule(100) },
  },
});
export type RequestEvent = EventsOf<typeof requestEvents>;
export type RequestEnvelope = EnvelopeOf<RequestEvent>;
export const followedRequests = 'registration.request.*';

const stateRule = wordRule(
  ...(['asked', 'abandoning', 'abandoned', 'requested', 'approved', 'rejected', 'cancelled'] as const),
);
export type RequestState = ValueOf<typeof stateRule>;

export const requestFields = { id: idRule, state: stateRule, ...title, endedAt: optional(timeRule) } as const;
const body = { bookId: '99', bookNm: 'mybook', publId: '100' };
export const requestExample = {
  ...{ id: 'C4YNWHYYD0SAWMZNA62MKN6EB4', ...body, requestedAt: '2026-01-02T09:00:00.000Z' },
  state: 'requested',
} as const;
const request = defineAnswer('RegistrationRequest', requestFields, requestExample);
export type RequestView = Answered<typeof request>;
export const { shownOf, rowOf } = showing<RequestState>('registration.request');

export const requestListing: Listing = { filters: ['publId', 'bookId', 'state'], sorts: [], member: 'publId' };

const silent = 'Requests cannot be taken now, and nothing was lodged. Try again shortly.';
export const reviewUnavailable = { refused: 'registration-unavailable', kind: 'unavailable', detail: silent } as const;
export const requestState = { refused: 'registration-request-state', kind: 'conflict' } as const;
export const missing = notFound('registration-request');
const cannot = 'A request that is rejected cannot be cancelled.';

export const requestActions = {
  'registration.request.ask': {
    about: 'Asks for the registration of a new title. It lies before the reviewers, or nothing is asked for.',
    params: { id: idRule, ...titleFields, $$strict: true },
    example: body,
    answer: request,
    refusals: [reviewUnavailable, othersRecords],
  },
  'registration.request.cancel': {
    about: 'Cancels a request, also one that was approved.',
    params: getRules,
    answer: request,
    refusals: [missing, { ...requestState, state: 'rejected', detail: cannot }],
  },
  ...stepsAction('registration.request', { title: 'RegistrationHistory', states: stateRule.values, missing }),
  ...readActions('registration.request', {
    row: request,
    listing: requestListing,
    about: { get: 'One request.', list: 'Requests.' },
    missing,
    refusals: [othersRecords],
  }),
} as const satisfies Record<string, ActionContract>;
