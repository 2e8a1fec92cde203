import { defineProof } from '../../mixins/proof.ts';
import { book } from './book/book.ts';
import { projectMypage } from './mypage/mypage.projection.ts';
import { rentalsPaidFor } from './proof/charges.ts';
import { catalogue, useLibrary } from './proof/clients.ts';
import { copiesHaveOneHolder } from './proof/copies.ts';
import { membersReserveOnce } from './proof/members.ts';
import { planted } from './proof/planted.ts';
import { promisesAreKept } from './proof/promises.ts';
import { heldCopiesAreKept } from './proof/takings.ts';
import { waitlistsAreInOrder } from './proof/waitlists.ts';
import { type Rental, rental } from './rental/rental.ts';

/** States that somebody else is to end. A reservation in the catalogue is allocated or queued. */
const passing: ReadonlySet<string> = new Set([
  'requested',
  'abandoning',
  'cancelled',
  'reserved',
] satisfies Rental['state'][]);

export default defineProof({
  aggregates: {
    rental: { decider: rental, isTransient: ({ state }: Rental) => passing.has(state) },
    book: { decider: book, isTransient: () => false },
  },
  views: { mypage: { of: 'rental', rowOf: projectMypage } },
  commands: ['reserve', 'rental', 'return', 'cancel'],
  prepare: catalogue,
  use: useLibrary,
  paidFor: rentalsPaidFor,
  rules: {
    'what a client saw accepted has happened, and is paid': promisesAreKept,
    'no copy has two holders': copiesHaveOneHolder,
    'no copy is taken from the one it is held for': heldCopiesAreKept,
    'a member has one live reservation of a title': membersReserveOnce,
    'no waitlist skips or repeats': waitlistsAreInOrder,
  },
  planted,
});
