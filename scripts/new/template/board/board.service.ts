import { projection } from '../../../../mixins/projection.mixin.ts';
import { type ReadingService, reads } from '../../../../mixins/reads.mixin.ts';
import { defineService } from '../../../../mixins/schema.ts';
import { type TicketEnvelope, ticketEvents } from '../ticket/ticket.contract.ts';
import { type BoardRow, boardListing } from './board.contract.ts';
import { rowOf } from './board.ts';

type Row = Omit<BoardRow, 'id'>;

/** A view of its own, made of the events of tickets. It tells what has changed to who looks at it. */
export default defineService({
  name: 'example.board',
  mixins: [
    reads<Row>({
      noun: 'board',
      collection: { name: 'board', columns: { memberId: { type: 'text', index: 'all', fixed: true } } },
      owner: 'memberId',
      ...boardListing,
      present: (row) => row,
    }),
    projection<Row, TicketEnvelope>({
      pattern: 'example.ticket.*',
      data: ticketEvents,
      project: rowOf,
      announced(this: ReadingService<Row>, rows) {
        return this.presented(rows);
      },
    }),
  ],
});
