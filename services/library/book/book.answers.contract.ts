import { type Answered, defineAnswer } from '../../../mixins/contract/answers.ts';
import { idRule } from '../../../mixins/contract/rules.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import { countRule, listRule, objectRule, optional, textRule, wordRule } from '../../../mixins/contract/values.ts';
import { titleRules } from './details.contract.ts';

/** What the book service answers with. */

/** The seeds' words for what happened last. */
export const bookStatusRule = wordRule('reserved', 'refunded', 'rentaled', 'returned');
export type BookStatus = ValueOf<typeof bookStatusRule>;

const shownIsbn = { type: 'string', max: 13, pattern: /^97[89][0-9]{10}$/ } as const;

/** What `book.get` and `book.list` answer with. */
export const book = defineAnswer(
  'Book',
  {
    id: idRule,
    title: textRule(1_000),
    authors: textRule(4_000),
    copies: countRule,
    available: { ...countRule, description: 'Copies nobody holds.' },
    waiting: { ...countRule, description: 'Rentals in the waitlist.' },
    isbn: optional(shownIsbn),
    year: { ...titleRules.year, nullable: false },
    language: { ...titleRules.language, nullable: false },
    bookStatus: optional(bookStatusRule),
  },
  {
    id: '1',
    title: 'The Hunger Games',
    authors: 'Suzanne Collins',
    isbn: '9780439023481',
    year: 2008,
    language: 'eng',
    copies: 3,
    available: 2,
    waiting: 0,
    bookStatus: 'reserved',
  },
);

const copyView = objectRule({
  copy: countRule,
  lent: { type: 'boolean' },
  rentalId: optional({ ...idRule, description: 'Who holds it.' }),
});

const place = objectRule({ position: countRule, rentalId: idRule });

/** Who has the copies of a title, and who waits for one, by their rentals. */
export const waitlist = defineAnswer(
  'Waitlist',
  {
    id: idRule,
    title: textRule(1_000),
    copies: listRule(1_000, copyView),
    waiting: listRule(100_000, place, 'In the order that copies go to them.'),
    unlisted: listRule(
      100_000,
      idRule,
      'Rentals whose members have a copy that the catalogue does not know: find out which.',
    ),
  },
  {
    id: '1',
    title: 'The Hunger Games',
    copies: [{ copy: 1, lent: true, rentalId: 'C4YNWHYYD0SAWMZNA62MKN6EB4' }],
    waiting: [{ position: 1, rentalId: '01KAJQ0V7M3Z6W5R8T9Y2X4C1B' }],
    unlisted: [],
  },
);

export const withdrawal = defineAnswer(
  'Withdrawal',
  {
    id: idRule,
    title: textRule(1_000),
    lent: { ...countRule, description: 'Copies that are still lent: they are gone when they come back.' },
  },
  { id: '1', title: 'The Hunger Games', lent: 1 },
);

export type BookView = Answered<typeof book>;
export type WaitlistView = Answered<typeof waitlist>;
export type Withdrawal = Answered<typeof withdrawal>;
