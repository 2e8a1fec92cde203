import { ulid } from 'ulid';
import type { Withdrawal } from '../../services/library/book/book.contract.ts';
import type { MypageView } from '../../services/library/mypage/mypage.contract.ts';
import type { RentalView, ReserveParams, TransitionParams } from '../../services/library/rental/rental.contract.ts';
import type { Call, Command } from './command.ts';

/** What a member and a librarian do. */
export const rentalCommands: readonly Command[] = [
  {
    command: 'reserve <memberId> <bookId>',
    description: 'Reserves a book and pays for it (예약)',
    async run(call, { memberId = '', bookId = '' }) {
      const params: ReserveParams = { id: ulid(), memberId, bookId };
      return describeRental(await call<RentalView>('rental.reserve', params));
    },
  },
  {
    command: 'cancel <rentalId>',
    description: 'Cancels a reservation; it is refunded (예약취소)',
    run: (call, { rentalId }) => transition(call, rentalId, 'cancel'),
  },
  {
    command: 'checkout <rentalId>',
    description: 'The member takes the book (대여)',
    run: (call, { rentalId }) => transition(call, rentalId, 'rental'),
  },
  {
    command: 'return <rentalId>',
    description: 'The member brings the book back (반납)',
    run: (call, { rentalId }) => transition(call, rentalId, 'return'),
  },
  {
    command: 'withdraw <bookId>',
    description: 'Takes a title out of the catalogue; reservations of it are refunded',
    async run(call, { bookId = '' }) {
      const { id, title, lent } = await call<Withdrawal>('book.withdraw', { id: bookId });
      return `${id} “${title}” is withdrawn; copies still lent: ${lent}.`;
    },
  },
  {
    command: 'mypage <memberId>',
    description: "A member's newest rentals, from the view's own store",
    async run(call, { memberId = '' }) {
      const params = { memberId, sort: '-requestedAt' };
      const { rows, total } = await call<{ rows: MypageView[]; total: number }>('mypage.list', params);
      if (total === 0) return `${memberId} has no rentals.`;
      const more = total > rows.length ? [`… and ${total - rows.length} older ones.`] : [];
      return [...rows.map(describeRental), ...more].join('\n');
    },
  },
];

async function transition(call: Call, id = '', reqState: TransitionParams['reqState']): Promise<string> {
  const params: TransitionParams = { id, reqState };
  return describeRental(await call<RentalView>('rental.transition', params));
}

function describeRental(rental: Omit<RentalView, 'paymentId'>): string {
  const { id, state, memberId, bookId, title, amount, copy, position, reason } = rental;
  const facts = [
    `${memberId}, book ${bookId}${title === undefined ? '' : ` “${title}”`}`,
    `${amount} won`,
    copy !== undefined && `copy ${copy}`,
    position !== undefined && `place ${position} in the queue`,
    reason !== undefined && `reason: ${reason}`,
  ];
  return `${id}  ${state}: ${facts.filter(Boolean).join(', ')}`;
}
