import type { BookEvent } from '../../services/library/book/book.contract.ts';
import type { BookCommand } from '../../services/library/book/book.ts';

/** The events and commands of a title, for its tests. */

export const details = { title: 'Dune', authors: 'Frank Herbert', isbn: '9780441172719', year: 1965 };
export const time = { requestedAt: 10, at: 20 };

export const catalogued = (...copies: number[]): BookEvent => ({
  type: 'library.book.catalogued',
  data: { ...details, copies },
});
export const held = (rentalId: string, copy: number): BookEvent => ({
  type: 'library.book.held',
  data: { rentalId, copy, title: 'Dune' },
});
export const queued = (rentalId: string, position: number): BookEvent => ({
  type: 'library.book.queued',
  data: { rentalId, position, title: 'Dune' },
});
export const lent = (rentalId: string, copy: number | null): BookEvent => ({
  type: 'library.book.lent',
  data: { rentalId, copy },
});
/** Lent without having been held for the rental. */
export const lentLate = (rentalId: string, copy: number | null): BookEvent => ({
  type: 'library.book.lent',
  data: { rentalId, copy, notHeld: true, title: 'Dune' },
});
export const released = (
  rentalId: string,
  copy: number | null,
  by: 'cancel' | 'return',
  requestedAt = 10,
): BookEvent => ({
  type: 'library.book.released',
  data: { rentalId, copy, requestedAt, closedAt: 20, by },
});

export const catalogue = (copies: number): BookCommand => ({ type: 'catalogue', details, copies });
export const allocate = (rentalId: string): BookCommand => ({ type: 'allocate', rentalId, ...time });
export const lend = (rentalId: string): BookCommand => ({ type: 'lend', rentalId, ...time });
export const cancel = (rentalId: string): BookCommand => ({ type: 'release', by: 'cancel', rentalId, ...time });
export const giveBack = (rentalId: string): BookCommand => ({ type: 'release', by: 'return', rentalId, ...time });
