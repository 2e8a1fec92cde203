import { type Answered, defineAnswer, readActions } from '../../../mixins/contract/answers.ts';
import type { Listing } from '../../../mixins/contract/list.rules.ts';
import { rowRules } from '../../../mixins/contract/showing.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { reservationExample, reservationFields } from '../reservation/reservation.contract.ts';

/** What others may depend on of the dashboard: a row for each reservation, as its newest event says. */

export const dashboardRow = defineAnswer(
  'VaccineDashboardRow',
  { ...reservationFields, ...rowRules },
  { ...reservationExample, updatedAt: '2026-01-02T09:00:00.020Z', version: 3 },
);
export type DashboardRow = Answered<typeof dashboardRow>;
export const dashboardListing: Listing = {
  filters: ['vaccineType', 'reserveDate', 'state', 'userId'],
  sorts: ['reserveDate'],
};

export const dashboardActions = readActions('vaccine.dashboard', {
  row: dashboardRow,
  listing: dashboardListing,
  about: { get: 'One reservation of the dashboard.', list: 'Reservations as they stand.' },
  missing: notFound('vaccine-dashboard'),
});
