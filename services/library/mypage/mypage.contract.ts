import type { BookStatus } from '../book/book.contract.ts';
import type { RentalStatus, RentalView } from '../rental/rental.contract.ts';

/** What `mypage.get` and `mypage.list` answer with: one row a rental, id = rental id. */
export interface MypageView extends Omit<RentalView, 'paymentId' | 'override'> {
  readonly bookStatus?: BookStatus;
  /** RFC 3339: time of the newest event the row holds. */
  readonly updatedAt: string;
  /** Of the rental, as of that event: of two pictures of a row the higher one is the newer. */
  readonly version: number;
}

/** `mypage.waiting`: the rows of these members that wait for these titles, with their present positions. */
export interface WaitingParams {
  readonly bookIds: readonly string[];
  readonly memberIds: readonly string[];
}

/** Is a row of this state open, so that its member has the book or will get it? The others are over. */
export const isOpenState: Readonly<Record<RentalStatus, boolean>> = {
  requested: true,
  declined: false,
  abandoning: false,
  abandoned: false,
  reserved: true,
  waiting: true,
  ready: true,
  rented: true,
  returned: false,
  cancelled: false,
  refunded: false,
};

/** Tells all nodes of rows that have changed: a broadcast of the broker, at most once, and not always in order. */
export const mypageChanged = 'mypage.changed';

export interface MypageChanged {
  readonly rows: readonly MypageView[];
}
