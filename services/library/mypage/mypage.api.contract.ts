import type { ActionContract } from '../../../mixins/contract/action.ts';
import { getRules, type Listing, listRules } from '../../../mixins/contract/rules.ts';
import { count, instant, named, pageOf } from '../../../mixins/contract/schema.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { bookStatus } from '../book/book.api.contract.ts';
import { rentalExample, rentalFields } from '../rental/rental.api.contract.ts';
import { isOpenState, type MypageView } from './mypage.contract.ts';

/** The actions of my page that others may call: what they take and answer. */

export const mypage = named<MypageView>(
  'Mypage',
  {
    required: {
      ...rentalFields.required,
      updatedAt: instant,
      version: { ...count, description: 'Of two pictures of a row the higher one is the newer.' },
    },
    optional: { ...rentalFields.optional, bookStatus },
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

const states = (isOpen: boolean) =>
  Object.entries(isOpenState).flatMap(([state, open]) => (open === isOpen ? [state] : []));

export const mypageListing: Listing = {
  filters: ['memberId'],
  sorts: [],
  parts: {
    open: {
      column: 'state',
      about: 'Reservations and loans that are open (true), or those that are over (false).',
      values: { true: states(true), false: states(false) },
    },
  },
};

export const mypageActions = {
  'mypage.list': {
    about: "A member's reservations and loans.",
    params: listRules(mypageListing),
    answer: pageOf(mypage),
    refusals: [othersRecords],
  },
  'mypage.get': {
    about: 'One reservation or loan, by the id of its rental.',
    params: getRules,
    answer: mypage,
    refusals: [notFound('mypage')],
  },
} as const satisfies Record<string, ActionContract>;
