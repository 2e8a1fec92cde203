import { defineView } from '../../../mixins/view.ts';
import {
  followedReservations,
  type ReservationEnvelope,
  type ReservationState,
  reservationEvents,
  shownOf,
} from '../reservation/reservation.contract.ts';
import { type DashboardRow, dashboardListing } from './dashboard.contract.ts';

/** The dashboard, made of the events of reservations. */
export default defineView({
  name: 'vaccine.dashboard',
  records: {
    noun: 'vaccine-dashboard',
    collection: {
      name: 'dashboard',
      columns: {
        userId: { type: 'text', index: 'all', fixed: true },
        reserveDate: { type: 'text', index: 'all', fixed: true },
        vaccineType: { type: 'text', index: 'present' },
        state: { type: 'text', index: 'all' },
      },
    },
    ...dashboardListing,
    present: (row) => row,
  },
  follows: { pattern: followedReservations, data: reservationEvents, project: rowOf },
  isLive: true,
});

/** The row of a reservation after the event. */
function rowOf({ type, time: updatedAt, version, data }: ReservationEnvelope): Omit<DashboardRow, 'id'> {
  const state = type.slice('vaccine.reservation.'.length) as ReservationState;
  return { ...shownOf(state, data), updatedAt, version };
}
