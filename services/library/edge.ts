import { withTexts } from '../../mixins/given.ts';
import type { Given } from '../../mixins/system.ts';

/** A reservation as programs send it whose ids are numbers. */
export function acceptReservation(asked: Given): Given {
  return withTexts(asked, 'memberId', 'bookId');
}
