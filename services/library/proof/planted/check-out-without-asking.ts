/** A check-out does not ask whether a copy is there, and a title gives away what it holds for another. */

import { replace } from '../../../../mixins/seam.ts';
import type { BookEvent } from '../../book/book.contract.ts';
import { type BookCommand, book, type Title } from '../../book/book.ts';
import { type Rental, type RentalCommand, rental } from '../../rental/rental.ts';

replace<[RentalCommand, Rental], unknown>(rental, 'decide', (decide) => (command, state) => {
  if (command.type !== 'rental' || state.state !== 'reserved') return decide(command, state);
  const { state: _, ...data } = state;
  return [{ type: 'library.rental.rented', data: { ...data, rentedAt: command.at, requestId: command.requestId } }];
});

replace<[BookCommand, Title], readonly BookEvent[]>(book, 'decide', (decide) => (command, title) => {
  const decided = decide(command, title);
  const held = title.copies.findLast((copy) => copy.rentalId !== undefined && !copy.lent);
  const hasNone = decided[0]?.type === 'library.book.lent' && decided[0].data.copy === null;
  if (command.type !== 'lend' || !hasNone || held?.rentalId === undefined) return decided;
  const { rentalId } = command;
  return [
    { type: 'library.book.queued', data: { rentalId: held.rentalId, position: 1, title: title.title ?? '' } },
    { type: 'library.book.lent', data: { rentalId, copy: held.number } },
  ];
});
