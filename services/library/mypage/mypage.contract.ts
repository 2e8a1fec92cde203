import type { BookStatus } from '../book/book.contract.ts';
import type { RentalView } from '../rental/rental.contract.ts';

/** What `mypage.get` and `mypage.list` answer with: one row a rental, id = rental id. */
export interface MypageView extends Omit<RentalView, 'paymentId'> {
  readonly bookStatus?: BookStatus;
  /** RFC 3339: time of the newest event the row holds. */
  readonly updatedAt: string;
}
