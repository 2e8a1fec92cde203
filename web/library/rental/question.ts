import { signal } from '@preact/signals';
import type { BookView } from '../../../services/library/book/book.contract.ts';
import { books, refresh } from '../book/books.ts';

/** A reservation that is not made before its reader has said so once more. */
export interface Question {
  readonly book: BookView;
  /** `taken`: the last free copy went before the reservation came. `resumed`: it was asked for before the sign-in. */
  readonly why: 'taken' | 'resumed';
}

export const question = signal<Question | undefined>(undefined);

/** Asks whether a title is to be reserved, by what is known of its copies now. */
export async function askToReserve({ id }: { readonly id: string }, why: Question['why']): Promise<void> {
  await refresh(id).catch(() => {});
  const book = books.value.get(id);
  if (book) question.value = { book, why };
}
