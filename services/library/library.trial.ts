import type { Trial } from '../../mixins/trial/trial.ts';
import { callBook } from './book/book.api.contract.ts';
import { findingsOf, judged } from './trial/verdict.ts';

/** Titles, with copies enough for all. */
const titles = Array.from({ length: 50 }, (_, index) => ({
  ...{ id: `demo-${index + 1}`, title: `demo-${index + 1}`, authors: 'Anon', copies: 1_000 },
}));

/** Members reserve, each a copy of one of fifty titles. */
const trial: Trial = {
  async prepare(from) {
    await callBook(from, 'book.catalogueMany', { titles });
  },
  ask: (memberId, count) => ({
    path: '/rentals',
    body: { memberId, bookId: titles[count % titles.length]?.id },
  }),
  async judge(from, told, prefix) {
    return judged(told, await findingsOf(from, prefix));
  },
};

export default trial;
