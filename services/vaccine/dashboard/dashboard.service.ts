import { defineView } from '../../../mixins/view.ts';
import {
  followedReservations,
  type ReservationEnvelope,
  reservationEvents,
  rowOf,
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
  follows: {
    pattern: followedReservations,
    data: reservationEvents,
    project: (event: ReservationEnvelope): Omit<DashboardRow, 'id'> => rowOf(event),
  },
  isLive: true,
});
