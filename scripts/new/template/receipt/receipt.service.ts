import type { Context } from 'moleculer';
import { defineAggregate } from '../../../../mixins/aggregate.ts';
import { type TicketEnvelope, ticketEvents } from '../ticket/ticket.contract.ts';
import { receipt } from './receipt.ts';

/** Follows the events of tickets, whatever else is up. */
export default defineAggregate({
  name: 'example.receipt',
  decider: receipt,
  records: {
    noun: 'receipt',
    collection: { name: 'receipt', columns: {} },
    owner: 'memberId',
    filters: [],
    sorts: [],
    present: (row) => row,
  },

  channels: {
    'example.ticket.opened': {
      data: ticketEvents,
      handler(ctx: Context<TicketEnvelope>) {
        const { subject: id, data } = ctx.params;
        const text = `We have got it: ${data.subject}`;
        return this.follow(ctx, { id, command: { type: 'write', memberId: data.memberId, text } });
      },
    },
  },
});
