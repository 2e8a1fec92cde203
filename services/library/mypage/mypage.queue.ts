import type { LiveQueue } from '../../../mixins/system.ts';
import type { MypageView, WaitingParams } from './mypage.contract.ts';

/** The waitlists of titles, as my page shows them. */
export const mypageQueue: LiveQueue = {
  queueOf(row) {
    const view = row as unknown as MypageView;
    return movesOthers(view) ? view.bookId : undefined;
  },
  action: 'mypage.waiting',
  paramsOf: (bookIds, memberIds): WaitingParams => ({ bookIds, memberIds }),
};

/** Where a rental may have come from a queue, or gone to the head of one. */
function movesOthers({ state, position }: MypageView): boolean {
  return state === 'ready' || state === 'cancelled' || state === 'rented' || (state === 'waiting' && position === 1);
}
