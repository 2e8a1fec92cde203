import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { screeningExample, screeningFields } from '../screening/screening.contract.ts';

/** What others may depend on of a customer's page: a row for each screening, as its newest event says. */

export const screeningRow = defineAnswer(
  'ScreeningMypage',
  { ...screeningFields, ...rowRules },
  { ...screeningExample, updatedAt: '2026-01-02T09:00:00.020Z', version: 2 },
);
export type ScreeningRow = Answered<typeof screeningRow>;
export const mypageListing: Listing = { filters: ['custId'], sorts: [], member: 'custId' };

export const mypageActions = readActions('screening.mypage', {
  row: screeningRow,
  listing: mypageListing,
  about: { get: 'One screening of a page.', list: "A customer's screenings." },
  missing: notFound('mypage'),
  refusals: [othersRecords],
}) satisfies Record<string, ActionContract>;
