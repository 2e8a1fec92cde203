import type { ActionContract } from '../../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../../mixins/contract/list.rules.ts';
import { getRules } from '../../../mixins/contract/rules.ts';
import { pageOf } from '../../../mixins/contract/schema.ts';
import { notFound } from '../../../mixins/kernel/decider.ts';
import { othersRecords } from '../../../mixins/ownership.ts';
import { mypage } from './mypage.answers.contract.ts';
import { isOpenState } from './mypage.contract.ts';

/** The actions of my page that others may call: what they take and answer. */

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
