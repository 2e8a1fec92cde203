import { ulid } from 'ulid';
import { type Call, commandsFor } from '../../mixins/console.ts';
import { bookActions } from './book/book.api.contract.ts';
import { mypageActions } from './mypage/mypage.api.contract.ts';
import { rentalActions } from './rental/rental.api.contract.ts';
import type { RentalView, TransitionParams } from './rental/rental.contract.ts';

const actions = { ...rentalActions, ...bookActions, ...mypageActions };

/** What a member and a librarian do. */
export const libraryCommands = commandsFor(actions, [
  {
    command: 'reserve <memberId> <bookId>',
    description: 'Reserves a book and pays for it (예약)',
    async run(call, { memberId = '', bookId = '' }) {
      return describeRental(await call('rental.reserve', { id: ulid(), memberId, bookId }));
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
    options: { '--override <reason>': 'takes a copy even if it is held for another, who then is the first to wait' },
    run: (call, { rentalId, override }) =>
      transition(call, rentalId, 'rental', override === undefined ? {} : { override: { reason: override } }),
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
      const { id, title, lent } = await call('book.withdraw', { id: bookId });
      return `${id} “${title}” is withdrawn; copies still lent: ${lent}.`;
    },
  },
  {
    command: 'mypage <memberId>',
    description: "A member's newest rentals, from the view's own store",
    async run(call, { memberId = '' }) {
      const { rows, total } = await call('mypage.list', { memberId, sort: '-created' });
      if (total === 0) return `${memberId} has no rentals.`;
      const more = total > rows.length ? [`… and ${total - rows.length} older ones.`] : [];
      return [...rows.map(describeRental), ...more].join('\n');
    },
  },
]);

async function transition(
  call: Call<typeof rentalActions>,
  id = '',
  reqState: TransitionParams['reqState'],
  more: Pick<TransitionParams, 'override'> = {},
): Promise<string> {
  return describeRental(await call('rental.transition', { id, reqState, ...more }));
}

function describeRental(rental: Omit<RentalView, 'paymentId'>): string {
  const { id, state, memberId, bookId, title, amount, copy, position, reason, unchecked, unlisted } = rental;
  const facts = [
    `${memberId}, book ${bookId}${title === undefined ? '' : ` “${title}”`}`,
    `${amount} won`,
    copy !== undefined && `copy ${copy}`,
    position !== undefined && `place ${position} in the queue`,
    reason !== undefined && `reason: ${reason}`,
    unchecked && 'not checked: the title could not be asked',
    unlisted && 'a copy that the catalogue does not know',
  ];
  return `${id}  ${state}: ${facts.filter(Boolean).join(', ')}`;
}
