import type { ActionContract } from '../../../../mixins/contract/action.ts';
import { type Listing, listRules } from '../../../../mixins/contract/list.rules.ts';
import { idRule, memberRule, schemaOf } from '../../../../mixins/contract/rules.ts';
import { count, instant, named, oneOf, pageOf, text } from '../../../../mixins/contract/schema.ts';
import { othersRecords } from '../../../../mixins/ownership.ts';
import type { TicketView } from '../ticket/ticket.contract.ts';

/** What others may depend on of the board: a row for each ticket, as its newest event says. */

export interface BoardRow extends TicketView {
  /** Of two pictures of a row the one with the higher version is the newer. */
  readonly version: number;
}

export const boardRow = named<BoardRow>(
  'ExampleBoardRow',
  {
    required: {
      id: schemaOf(idRule),
      memberId: schemaOf(memberRule),
      subject: text(200),
      state: oneOf('opened', 'closed'),
      openedAt: instant,
      version: count,
    },
    optional: { closedAt: instant },
  },
  {
    id: 'T1',
    memberId: 'kim',
    subject: 'A lamp is out',
    state: 'opened',
    openedAt: '2026-01-02T09:00:00.000Z',
    version: 1,
  },
);

export const boardListing: Listing = { filters: ['memberId'], sorts: [] };

export const boardActions = {
  'example.board.list': {
    about: "A member's tickets as they stand.",
    params: listRules(boardListing),
    answer: pageOf(boardRow),
    refusals: [othersRecords],
  },
} as const satisfies Record<string, ActionContract>;
