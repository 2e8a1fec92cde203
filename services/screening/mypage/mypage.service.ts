import { defineView } from '../../../mixins/view.ts';
import { followedScreenings, screeningEvents } from '../screening/screening.contract.ts';
import { mypageListing } from './mypage.contract.ts';
import { rowOf } from './mypage.ts';

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
  follows: { pattern: followedScreenings, data: screeningEvents, project: rowOf },
  isLive: true,
});
