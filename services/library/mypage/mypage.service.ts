import type { Context } from 'moleculer';
import { lookup } from '../../../mixins/lookup.mixin.ts';
import { idempotent } from '../../../mixins/schema.ts';
import { defineView } from '../../../mixins/view.ts';
import { titlesIn, withTitles } from '../book/titles.contract.ts';
import { placeColumn, placesOf, withPositions } from '../rental/place.contract.ts';
import { rentalEventDefinitions, rentalEvents } from '../rental/rental.contract.ts';
import { mypageListing } from './mypage.api.contract.ts';
import type { MypageView, WaitingParams } from './mypage.contract.ts';
import { presentMypage, projectMypage, shownEvents } from './mypage.projection.ts';

const ids = { type: 'array', items: 'string' } as const;

export default defineView({
  name: 'mypage',
  records: {
    noun: 'mypage',
    collection: {
      name: 'mypage',
      columns: {
        memberId: { type: 'text', index: 'all', fixed: true },
        place: placeColumn,
        state: { type: 'text' },
      },
    },
    owner: 'memberId',
    ...mypageListing,
    async complete(rows) {
      return withTitles(await withPositions(rows, this.adapter), this);
    },
    present: presentMypage,
  },
  follows: {
    pattern: rentalEvents,
    types: shownEvents,
    data: rentalEventDefinitions,
    project: projectMypage,
  },
  isLive: true,
  mixins: [lookup(titlesIn('mypage_title'))],

  actions: {
    waiting: {
      ...idempotent,
      params: { bookIds: ids, memberIds: ids, $$strict: true },
      async handler(ctx: Context<WaitingParams>): Promise<MypageView[]> {
        const { bookIds, memberIds } = ctx.params;
        const queues = await Promise.all(bookIds.map((bookId) => this.adapter.findBetween('place', placesOf(bookId))));
        const members = new Set(memberIds);
        return this.presented(queues.flat().filter(({ memberId }) => members.has(memberId)));
      },
    },
  },
});
