import type { RentalStatus } from '../rental/rental.contract.ts';
import type { MypageView } from './mypage.answers.contract.ts';

export type { MypageView };

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
