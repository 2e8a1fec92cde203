import { defineView } from '../../../mixins/view.ts';
import { followedReservations, reservationEvents } from '../reservation/reservation.contract.ts';
import { dashboardListing, dashboardRowOf } from './dashboard.contract.ts';

/** The dashboard, made of the events of reservations. */
export default defineView({
  name: 'store.dashboard',
  records: {
    noun: 'store-dashboard',
    collection: {
      name: 'dashboard',
      columns: {
        customerId: { type: 'text', index: 'all', fixed: true },
        productId: { type: 'text', index: 'all', fixed: true },
        state: { type: 'text', index: 'all' },
      },
    },
    owner: 'customerId',
    ...dashboardListing,
    present: (row) => row,
  },
  follows: { pattern: followedReservations, data: reservationEvents, project: dashboardRowOf },
  isLive: true,
});
