import { defineView } from '../../../mixins/view.ts';
import { followedScreenings, rowOf, type ScreeningEnvelope, screeningEvents } from '../screening/screening.contract.ts';
import { mypageListing, type ScreeningRow } from './mypage.contract.ts';

/** A customer's page, made of the events of screenings. */
export default defineView({
  name: 'screening.mypage',
  records: {
    noun: 'mypage',
    collection: { name: 'mypage', columns: { custId: { type: 'text', index: 'all', fixed: true } } },
    owner: 'custId',
    ...mypageListing,
    present: (row) => row,
  },
  follows: {
    pattern: followedScreenings,
    data: screeningEvents,
    project: (event: ScreeningEnvelope): Omit<ScreeningRow, 'id'> => rowOf(event),
  },
  isLive: true,
});
