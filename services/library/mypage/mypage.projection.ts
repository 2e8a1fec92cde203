import type { BookStatus } from '../book/book.contract.ts';
import { placeOf } from '../rental/place.contract.ts';
import type { Allocation, RentalEnvelope, RentalStatus, ReqState } from '../rental/rental.contract.ts';
import type { MypageView } from './mypage.contract.ts';

/** What each event of a rental means on the member's page, in the seeds' words beside our own. */
const shown: Partial<Record<RentalEnvelope['type'], readonly [RentalStatus, ReqState, BookStatus?]>> = {
  'library.rental.declined': ['declined', 'reserve'],
  'library.rental.abandoned': ['abandoned', 'reserve'],
  'library.rental.reserved': ['reserved', 'reserve', 'reserved'],
  'library.rental.waiting': ['waiting', 'reserve', 'reserved'],
  'library.rental.ready': ['ready', 'reserve', 'reserved'],
  'library.rental.rented': ['rented', 'rental', 'rentaled'],
  'library.rental.allocated': ['rented', 'rental', 'rentaled'],
  'library.rental.returned': ['returned', 'return', 'returned'],
  'library.rental.cancelled': ['cancelled', 'cancel', 'reserved'],
  'library.rental.refunded': ['refunded', 'cancel', 'refunded'],
};

/** The types that show on the page. */
export const shownEvents = Object.keys(shown) as RentalEnvelope['type'][];

/** What is kept of a rental: what the member sees, and its place in the queue of its title while it waits. */
export interface MypageRow extends Omit<MypageView, 'id'> {
  readonly place?: string;
}

/** What is shown of a row: its place orders the queue, and is nobody's business. */
export function presentMypage({ place: _, ...row }: MypageRow & { readonly id: string }): MypageView {
  return row;
}

/** The member's row after the event; a request that is still on its way to payment is not shown. */
export function projectMypage({ type, time, version, data }: RentalEnvelope): MypageRow | undefined {
  const words = shown[type];
  if (!words) return undefined;
  const [state, reqState, bookStatus] = words;
  const { memberId, bookId, amount, requestedAt } = data;
  const { title, copy, position, rentedAt, returnedAt, reason } = data as Partial<MypageView>;
  const { by, unchecked, unlisted } = data as Partial<MypageView>;
  const waiting = state === 'waiting' ? { position, place: placeOf({ ...data, ...(data as Allocation) }) } : {};
  const details = { title, copy, rentedAt, returnedAt, reason, by, unchecked, unlisted, ...waiting };
  return { memberId, bookId, amount, state, reqState, bookStatus, requestedAt, updatedAt: time, version, ...details };
}
