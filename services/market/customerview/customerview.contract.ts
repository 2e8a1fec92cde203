import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { orderExample, orderFields } from '../order/order.contract.ts';

/** What others may depend on of a customer's page: a row for each order, as its newest event says. */

export const customerRow = defineAnswer(
  'MarketMypage',
  { ...orderFields, ...rowRules },
  { ...orderExample, updatedAt: '2026-01-02T09:00:00.020Z', version: 2 },
);
export type CustomerRow = Answered<typeof customerRow>;
export const customerviewListing: Listing = { filters: ['customerId'], sorts: [], member: 'customerId' };

export const customerviewActions = readActions('market.customerview', {
  row: customerRow,
  listing: customerviewListing,
  about: { get: 'One order of a page.', list: "A customer's orders." },
  missing: notFound('market-mypage'),
  refusals: [othersRecords],
});
