import { type Answered, defineAnswer } from '../../../mixins/contract/answers.ts';
import { idRule, memberRule } from '../../../mixins/contract/rules.ts';
import type { ValueOf } from '../../../mixins/contract/typed.ts';
import {
  byRule,
  countRule,
  described,
  flagRule,
  listRule,
  objectRule,
  optional,
  textRule,
  timeRule,
  wonRule,
  wordRule,
} from '../../../mixins/contract/values.ts';
import { overrideRule } from '../book/book.contract.ts';

/** What the rental service answers with. */

/** The situations of a rental. Passing ones, which never last, are `requested`, `abandoning` and `cancelled`. */
const rentalStatusRule = wordRule(
  'requested',
  'declined',
  'abandoning',
  'abandoned',
  'reserved',
  'waiting',
  'ready',
  'rented',
  'returned',
  'cancelled',
  'refunded',
);
export type RentalStatus = ValueOf<typeof rentalStatusRule>;

/** The seeds' words for what was asked last. */
const reqStateRule = wordRule('reserve', 'cancel', 'rental', 'return');
export type ReqState = ValueOf<typeof reqStateRule>;

/** What a rental shows wherever it is shown. */
export const rentalFields = {
  id: idRule,
  memberId: memberRule,
  bookId: idRule,
  amount: wonRule,
  requestedAt: timeRule,
  state: rentalStatusRule,
  reqState: reqStateRule,
} as const;

/** And what it shows where that is known. */
export const rentalDetails = {
  copy: optional({ ...countRule, description: 'Number of the copy that is set aside.' }),
  position: optional({ ...countRule, description: 'Place in the waitlist, from 1.' }),
  title: optional(textRule(1_000)),
  rentedAt: optional(timeRule),
  returnedAt: optional(timeRule),
  reason: optional({ ...textRule(1_000), description: 'Why it was declined or cancelled.' }),
  by: optional(described(byRule, 'Who checked it out, returned it or cancelled it last, as far as it is known.')),
  unchecked: flagRule('Checked out while the book service could not be asked, which has not found the copy yet.'),
  unlisted: flagRule('The member has a copy that the catalogue does not know.'),
} as const;

export const rentalExample = {
  id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
  memberId: 'kim',
  bookId: '1',
  amount: 1_000,
  requestedAt: '2026-01-02T09:00:00.000Z',
  state: 'reserved',
  reqState: 'reserve',
} as const;

/** What `rental.reserve`, `transition`, `get` and `list` answer with. */
export const rental = defineAnswer(
  'Rental',
  { ...rentalFields, paymentId: idRule, ...rentalDetails, override: optional(overrideRule) },
  { ...rentalExample, paymentId: 'C4YNWHYYD0SAWMZNA62MKN6EB4' },
);

/** Steps of one rental that are told at most: an honest one has a dozen. */
const mostSteps = 500;

/** `state` is what the rental became; the rest is what the event said of it, where it did. */
const step = objectRule({
  state: { ...textRule(40), description: 'What the rental became.' },
  at: timeRule,
  title: optional(textRule(1_000)),
  copy: optional(countRule),
  position: optional({ ...countRule, description: 'Place in the waitlist, from 1.' }),
  amount: optional({ ...countRule, description: 'Whole won.' }),
  reason: optional(textRule(1_000)),
});

/** What a member is told of a rental, oldest first. */
export const history = defineAnswer(
  'RentalHistory',
  { id: idRule, steps: listRule(mostSteps, step) },
  {
    id: 'C4YNWHYYD0SAWMZNA62MKN6EB4',
    steps: [
      { state: 'requested', at: '2026-01-02T09:00:00.000Z', amount: 1_000 },
      { state: 'reserved', at: '2026-01-02T09:00:00.010Z', amount: 1_000 },
      { state: 'ready', at: '2026-01-02T09:00:00.020Z', amount: 1_000, copy: 1, title: 'The Hunger Games' },
    ],
  },
);

/** What a reservation costs. */
export const termsOfReservations = defineAnswer('Terms', { fee: wonRule }, { fee: 1_000 });

export type RentalView = Answered<typeof rental>;
export type RentalHistory = Answered<typeof history>;
export type RentalStep = ValueOf<typeof step>;
export type Terms = Answered<typeof termsOfReservations>;
