import type { BookView, WaitlistView, Withdrawal } from './book.contract.ts';
import type { Title } from './book.ts';

export function presentBook(record: Title & { readonly id: string }): BookView {
  const { id, title = '', authors = '', isbn, year, language, copies, waitlist, bookStatus } = record;
  const available = copies.filter(({ rentalId }) => rentalId === undefined).length;
  const details = { title, authors, isbn, year, language };
  return { id, ...details, copies: copies.length, available, waiting: waitlist.length, bookStatus };
}

export function presentWaitlist(record: Title & { readonly id: string }): WaitlistView {
  const { id, title = '', copies, waitlist, unlisted } = record;
  return {
    id,
    title,
    copies: copies.map(({ number, rentalId, lent = false }) => ({ copy: number, rentalId, lent })),
    waiting: waitlist.map((rentalId, index) => ({ position: index + 1, rentalId })),
    unlisted,
  };
}

export function presentWithdrawal({ id, title = '', copies, unlisted }: Title & { readonly id: string }): Withdrawal {
  return { id, title, lent: copies.filter(({ lent }) => lent).length + unlisted.length };
}
