import { callsTo } from '../../../mixins/calls.ts';
import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import { defineEvents, type EventsOf } from '../../../mixins/contract/events.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { idRule, line, memberRule } from '../../../mixins/contract/rules.ts';
import { showing } from '../../../mixins/contract/showing.ts';
import { optional, textRule, wordRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../mixins/kernel/event.ts';

/** What others may depend on of approvals (승인): what reviewers have before them. Their ids are those of the requests. */

/** A new title, as its publisher asks for it. */
export const titleFields = {
  bookId: idRule,
  bookNm: { type: 'string', min: 1, max: 200, ...line },
  publId: memberRule,
} as const;

/** `requestId`: by which a reviewer may decide again. What nobody had to look at has none. */
const decision = { ...titleFields, requestId: optional(textRule(100)) } as const;

export const approvalEvents = defineEvents({
  'registration.approval.lodged': { about: 'A request lies before the reviewers.', data: titleFields },
  'registration.approval.approved': { about: 'A reviewer has approved it.', data: decision },
  'registration.approval.rejected': { about: 'A reviewer has rejected it.', data: decision },
  'registration.approval.withdrawn': { about: 'Its publisher has withdrawn it.', data: titleFields },
});
export type ApprovalEvent = EventsOf<typeof approvalEvents>;
export type ApprovalEnvelope = EnvelopeOf<ApprovalEvent>;
export const followedApprovals = 'registration.approval.*';

const state = wordRule('lodged', 'approved', 'rejected', 'withdrawn');
const appYn = wordRule('Y', 'N');
const example = { bookId: '99', bookNm: 'mybook', publId: '100' };
const id = 'C4YNWHYYD0SAWMZNA62MKN6EB4';
const approval = defineAnswer(
  'RegistrationApproval',
  { id: idRule, state, ...titleFields },
  { id, state: 'lodged', ...example },
);
export type ApprovalView = Answered<typeof approval>;
export const { shownOf } = showing<ApprovalView['state']>('registration.approval');
export const approvalListing: Listing = { filters: ['state', 'publId'], sorts: [] };

export const approvalState = { refused: 'registration-approval-state', kind: 'conflict' } as const;
const others = 'This request is of another publisher.';
export const otherPublisher = { refused: 'registration-other-publisher', kind: 'invalid', detail: others } as const;
const withdrawn = 'This request has been withdrawn.';
export const approvalWithdrawn = { refused: 'registration-withdrawn', kind: 'conflict', detail: withdrawn } as const;
const missing = notFound('registration-approval');
const decided = 'A request that is approved takes no further decision.';

export const approvalActions = {
  'registration.approval.decide': {
    about: 'Approves (appYn Y) or rejects (N) the request that reqReqId names. The first decision counts.',
    params: { id: idRule, reqReqId: idRule, appYn, publId: memberRule, $$strict: true },
    example: { reqReqId: id, appYn: 'Y', publId: '100' },
    answer: approval,
    refusals: [missing, { ...approvalState, state: 'approved', detail: decided }, otherPublisher],
  },
  ...readActions('registration.approval', {
    row: approval,
    listing: approvalListing,
    about: { get: 'One request before the reviewers.', list: 'Requests before the reviewers.' },
    missing,
  }),
} as const satisfies Record<string, ActionContract>;

/** For requests. */
export const lodgeCalls = {
  'registration.approval.lodge': {
    about: 'Lays a request before the reviewers, once.',
    params: { id: idRule, ...titleFields, $$strict: true },
    answer: approval,
    refusals: [approvalWithdrawn],
  },
  'registration.approval.withdraw': {
    about: 'Takes a request back, lodged or not, decided or not: afterwards it is withdrawn.',
    params: { id: idRule, ...titleFields, $$strict: true },
    answer: approval,
    refusals: [],
  },
} as const satisfies Record<string, ActionContract>;

export const { call: callApproval, isRefused: isRefusedByApproval } = callsTo({ ...approvalActions, ...lodgeCalls });
