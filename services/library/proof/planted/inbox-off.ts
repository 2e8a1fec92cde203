/** A title forgets which reservations it has dealt with: one that is told of again is allocated again. */

import { replace } from '../../../../mixins/seam.ts';
import { type BookCommand, book, type Title } from '../../book/book.ts';
import { noClosings } from '../../book/closings.ts';

function forgetful(command: BookCommand, title: Title): Title {
  if (command.type !== 'allocate') return title;
  const copies = title.copies.map((copy) => (copy.rentalId === command.rentalId ? { number: copy.number } : copy));
  const waitlist = title.waitlist.filter((rentalId) => rentalId !== command.rentalId);
  return { ...title, copies, waitlist, closings: noClosings };
}

replace<[BookCommand, Title], unknown>(
  book,
  'decide',
  (decide) => (command, title) => decide(command, forgetful(command, title)),
);
