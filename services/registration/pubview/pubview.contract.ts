import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { requestExample, requestFields } from '../request/request.contract.ts';

/** What others may depend on of a publisher's page: a row for each request, as its newest event says. */

export const publisherRow = defineAnswer(
  'RegistrationPublpage',
  { ...requestFields, ...rowRules },
  { ...requestExample, updatedAt: '2026-01-02T09:00:00.020Z', version: 2 },
);
export type PublisherRow = Answered<typeof publisherRow>;
export const pubviewListing: Listing = { filters: ['publId'], sorts: [], member: 'publId' };

export const pubviewActions = readActions('registration.pubview', {
  row: publisherRow,
  listing: pubviewListing,
  about: { get: 'One request of a page.', list: "A publisher's requests." },
  missing: notFound('registration-publpage'),
  refusals: [othersRecords],
});
