import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { timeRule } from '../../../mixins/contract/values.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { messageExample, messageView } from '../message/message.api.contract.ts';

/** What others may depend on of the log of messages: a row for each, as its newest event says. */

const row = defineAnswer(
  'Kakaomsg',
  { ...messageView, updatedAt: timeRule },
  { ...messageExample, updatedAt: '2026-01-02T09:00:00.420Z' },
);
export type KakaomsgView = Answered<typeof row>;
export const kakaomsgListing: Listing = {
  filters: ['customerId', 'state', 'system'],
  sorts: ['requestedAt'],
  member: 'customerId',
};

export const kakaomsgActions = readActions('kakao.kakaomsg', {
  row,
  listing: kakaomsgListing,
  about: { get: 'One message of the log.', list: 'The log of messages.' },
  missing: notFound('kakaomsg'),
  refusals: [othersRecords],
}) satisfies Record<string, ActionContract>;
