import { type Answered, defineAnswer } from '../../../mixins/contract/answers.ts';
import { countRule, optional, timeRule } from '../../../mixins/contract/values.ts';
import { bookStatusRule } from '../book/book.answers.contract.ts';
import { rentalDetails, rentalExample, rentalFields } from '../rental/rental.answers.contract.ts';

/** What `mypage.get` and `mypage.list` answer with: one row a rental, id = rental id. */
export const mypage = defineAnswer(
  'Mypage',
  {
    ...rentalFields,
    /** Of the newest event the row holds. */
    updatedAt: timeRule,
    version: { ...countRule, description: 'Of two pictures of a row the higher one is the newer.' },
    ...rentalDetails,
    bookStatus: optional(bookStatusRule),
  },
  {
    ...rentalExample,
    state: 'ready',
    bookStatus: 'reserved',
    title: 'The Hunger Games',
    copy: 1,
    updatedAt: '2026-01-02T09:00:00.020Z',
    version: 3,
  },
);

export type MypageView = Answered<typeof mypage>;
