import type { WaitlistView } from '../../../services/library/book/book.contract.ts';
import type { MypageView } from '../../../services/library/mypage/mypage.contract.ts';

/** Where a copy that came back goes. */
export type Destination = { readonly to: 'shelf' } | { readonly to: 'hold'; readonly rentalId: string };

/**
 * Reads from the title's list of copies where a returned copy goes.
 * @returns nothing as long as the title does not know of the return, if its copy is not known, or if it is lent again
 */
export function destinationOf(
  { copies }: Pick<WaitlistView, 'copies'>,
  { id, copy }: Pick<MypageView, 'id' | 'copy'>,
): Destination | undefined {
  const place = copies.find((one) => one.copy === copy);
  if (!place || place.rentalId === id || place.lent) return undefined;
  return place.rentalId === undefined ? { to: 'shelf' } : { to: 'hold', rentalId: place.rentalId };
}
