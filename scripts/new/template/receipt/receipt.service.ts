import type { Context } from 'moleculer';
import { type ActorService, actor } from '../../../../mixins/actor.mixin.ts';
import { reads } from '../../../../mixins/reads.mixin.ts';
import { defineService } from '../../../../mixins/schema.ts';
import { type TicketEnvelope, ticketEvents } from '../ticket/ticket.contract.ts';
import { type Receipt, type ReceiptCommand, receipt } from './receipt.ts';

/** Follows the events of tickets, whatever else is up. */
export default defineService({
  name: 'example.receipt',
  mixins: [
    reads<Receipt>({
      noun: 'receipt',
      collection: { name: 'receipt', columns: {} },
      owner: 'memberId',
      filters: [],
      sorts: [],
      present: (row) => row,
    }),
    actor(receipt),
  ],

  channels: {
    'example.ticket.opened': {
      data: ticketEvents,
      handler(this: ActorService<Receipt, ReceiptCommand>, ctx: Context<TicketEnvelope>) {
        const { subject: id, data } = ctx.params;
        const text = `We have got it: ${data.subject}`;
        return this.follow(ctx, { id, command: { type: 'write', memberId: data.memberId, text } });
      },
    },
  },
});
