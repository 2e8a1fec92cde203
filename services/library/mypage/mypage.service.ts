import { projection } from '../../../mixins/projection.mixin.ts';
import { reads } from '../../../mixins/reads.mixin.ts';
import { defineService } from '../../../mixins/schema.ts';
import { type RentalEnvelope, rentalData, rentalEvents } from '../rental/rental.contract.ts';
import { mypageListing } from './mypage.api.contract.ts';
import type { MypageView } from './mypage.contract.ts';
import { projectMypage, shownEvents } from './mypage.projection.ts';

export default defineService({
  name: 'mypage',
  mixins: [
    reads<Omit<MypageView, 'id'>>({
      noun: 'mypage',
      collection: {
        name: 'mypage',
        columns: {
          memberId: { type: 'text', index: 'all', fixed: true },
          state: { type: 'text' },
        },
      },
      owner: 'memberId',
      ...mypageListing,
      present: (row) => row,
    }),
    projection<Omit<MypageView, 'id'>, RentalEnvelope>({
      pattern: rentalEvents,
      types: shownEvents,
      data: rentalData,
      project: projectMypage,
      announced: true,
    }),
  ],
});
