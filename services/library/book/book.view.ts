import { idRule } from '../../../mixins/reads.mixin.ts';
import type { BookView, WaitlistView } from './book.contract.ts';
import type { Title } from './book.ts';

/** The rules of a title that comes from outside. */
export const titleRules = {
  id: idRule,
  title: { type: 'string', min: 1, max: 1_000 },
  authors: { type: 'string', min: 1, max: 4_000 },
  isbn: { type: 'string', pattern: /^97[89]\d{10}$/, optional: true },
  year: { type: 'number', integer: true, min: -5_000, max: 9_999, optional: true },
  language: { type: 'string', pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, optional: true },
  copies: { type: 'number', integer: true, min: 1, max: 1_000 },
} as const;

export function presentBook(record: Title & { readonly id: string }): BookView {
  const { id, title = '', authors = '', isbn, year, language, copies, waitlist, bookStatus } = record;
  const available = copies.filter(({ rentalId }) => rentalId === undefined).length;
  const details = { title, authors, isbn, year, language };
  return { id, ...details, copies: copies.length, available, waiting: waitlist.length, bookStatus };
}

export function presentWaitlist({ id, title = '', copies, waitlist }: Title & { readonly id: string }): WaitlistView {
  return {
    id,
    title,
    copies: copies.map(({ number, rentalId, lent = false }) => ({ copy: number, rentalId, lent })),
    waiting: waitlist.map((rentalId, index) => ({ position: index + 1, rentalId })),
  };
}
