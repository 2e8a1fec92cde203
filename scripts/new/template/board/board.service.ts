import { defineView } from '../../../../mixins/view.ts';
import { ticketEvents } from '../ticket/ticket.contract.ts';
import { boardListing } from './board.contract.ts';
import { rowOf } from './board.ts';

/** A view of its own, made of the events of tickets. It tells what has changed to who looks at it. */
export default defineView({
  name: 'example.board',
  records: {
    noun: 'board',
    collection: { name: 'board', columns: { memberId: { type: 'text', index: 'all', fixed: true } } },
    owner: 'memberId',
    ...boardListing,
    present: (row) => row,
  },
  follows: { pattern: 'example.ticket.*', data: ticketEvents, project: rowOf },
  isLive: true,
});
