import type { ActionContract } from '../../../mixins/contract/action.ts';
import { getRules, type Listing, listRules } from '../../../mixins/contract/rules.ts';
import { count, instant, named, pageOf } from '../../../mixins/contract/schema.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { type ScreeningView, screeningExample, screeningFields } from '../screening/screening.contract.ts';

/** What others may depend on of a customer's page: a row for each screening, as its newest event says. */

export interface ScreeningRow extends ScreeningView {
  /** RFC 3339. */
  readonly updatedAt: string;
  /** Of two pictures of a row the one with the higher version is the newer. */
  readonly version: number;
}

export const screeningRow = named<ScreeningRow>(
  'ScreeningMypage',
  { required: { ...screeningFields.required, updatedAt: instant, version: count }, optional: screeningFields.optional },
  { ...screeningExample, updatedAt: '2026-01-02T09:00:00.020Z', version: 2 },
);
export const mypageListing: Listing = { filters: ['custId'], sorts: [] };

export const mypageActions = {
  'screening.mypage.list': {
    about: "A customer's screenings.",
    params: listRules(mypageListing),
    answer: pageOf(screeningRow),
    refusals: [othersRecords],
  },
  'screening.mypage.get': {
    about: 'One screening of a page.',
    params: getRules,
    answer: screeningRow,
    refusals: [notFound('mypage')],
  },
} as const satisfies Record<string, ActionContract>;
