import type { Follow } from '../../../mixins/actor.mixin.ts';
import type { RentalEnvelope } from '../rental/rental.contract.ts';
import type { BookCommand } from './book.ts';

export const followedEvents: readonly RentalEnvelope['type'][] = [
  'library.rental.reserved',
  'library.rental.rented',
  'library.rental.cancelled',
  'library.rental.returned',
  'library.rental.ended',
  // These tell of changes that the others told of before; they count where those are lost.
  'library.rental.waiting',
  'library.rental.ready',
  'library.rental.refunded',
];

/** `at`: now, epoch ms. */
export function followRental(event: RentalEnvelope, at: number): Follow<BookCommand> | undefined {
  const { bookId: id, requestedAt } = event.data;
  const rental = { rentalId: event.subject, requestedAt: Date.parse(requestedAt), at };
  switch (event.type) {
    case 'library.rental.reserved':
      return { id, command: { type: 'allocate', ...rental, ...(event.restated && { told: {} }) } };
    case 'library.rental.waiting':
    case 'library.rental.ready': {
      const { copy, position } = event.data;
      return event.restated && { id, command: { type: 'allocate', ...rental, told: { copy, position } } };
    }
    case 'library.rental.refunded':
      return event.restated && { id, command: { type: 'release', by: 'cancel', ...rental } };
    case 'library.rental.rented':
      return { id, command: { type: 'lend', ...rental } };
    case 'library.rental.cancelled':
      return { id, command: { type: 'release', by: 'cancel', ...rental } };
    case 'library.rental.returned':
      return { id, command: { type: 'release', by: 'return', ...rental } };
    case 'library.rental.ended':
      return { id, command: { type: 'release', by: event.data.by, ...rental } };
    default:
      return undefined;
  }
}
