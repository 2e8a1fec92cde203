import type { Context } from 'moleculer';
import { lookup } from '../../../mixins/lookup.mixin.ts';
import { projection } from '../../../mixins/projection.mixin.ts';
import { reads } from '../../../mixins/reads.mixin.ts';
import type { StoreAdapter } from '../../../mixins/runtime.ts';
import { defineService, idempotent } from '../../../mixins/schema.ts';
import { type KnowsTitles, titlesIn, withTitles } from '../book/titles.contract.ts';
import { placeColumn, placesOf, withPositions } from '../rental/place.contract.ts';
import { type RentalEnvelope, rentalEventDefinitions, rentalEvents } from '../rental/rental.contract.ts';
import { mypageListing } from './mypage.api.contract.ts';
import type { MypageView, WaitingParams } from './mypage.contract.ts';
import { type MypageRow, projectMypage, shownEvents } from './mypage.projection.ts';

interface Mypage extends KnowsTitles {
  readonly adapter: StoreAdapter<MypageRow>;
  presented(rows: readonly StoredRow[]): Promise<MypageView[]>;
}
type StoredRow = MypageRow & { readonly id: string };

const ids = { type: 'array', items: 'string' } as const;

export default defineService({
  name: 'mypage',
  mixins: [
    reads<MypageRow>({
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
      async complete(this: Mypage, rows) {
        return withTitles(await withPositions(rows, this.adapter), this);
      },
      present: ({ place: _, ...row }) => row,
    }),
    projection<MypageRow, RentalEnvelope>({
      pattern: rentalEvents,
      types: shownEvents,
      data: rentalEventDefinitions,
      project: projectMypage,
      announced(this: Mypage, rows) {
        return this.presented(rows);
      },
    }),
    lookup(titlesIn('mypage_title')),
  ],

  actions: {
    waiting: {
      ...idempotent,
      params: { bookIds: ids, memberIds: ids, $$strict: true },
      async handler(this: Mypage, ctx: Context<WaitingParams>): Promise<MypageView[]> {
        const { bookIds, memberIds } = ctx.params;
        const queues = await Promise.all(bookIds.map((bookId) => this.adapter.findBetween('place', placesOf(bookId))));
        const members = new Set(memberIds);
        return this.presented(queues.flat().filter(({ memberId }) => members.has(memberId)));
      },
    },
  },
});
