import type { Context } from 'moleculer';
import { defineAggregate } from '../../../../mixins/aggregate.ts';
import { nowOf } from '../../../../mixins/clock.ts';
import type { ParamsOf } from '../../../../mixins/contract/typed.ts';
import { refuseOthers } from '../../../../mixins/ownership.ts';
import { routedBy } from '../../../../mixins/rendezvous.ts';
import { idempotent } from '../../../../mixins/schema.ts';
import { settingsOf } from '../../../../mixins/settings.ts';
import { ticketActions, ticketListing, ticketVariables } from './ticket.contract.ts';
import { ticket } from './ticket.ts';

type Params<Name extends keyof typeof ticketActions> = Context<ParamsOf<(typeof ticketActions)[Name]>>;

export default defineAggregate({
  name: 'example.ticket',
  decider: ticket,
  records: {
    noun: 'ticket',
    collection: { name: 'ticket', columns: { memberId: { type: 'text', index: 'all', fixed: true } } },
    owner: 'memberId',
    ...ticketListing,
    present: (row) => row,
  },

  actions: {
    open: {
      ...routedBy('id'),
      ...idempotent,
      params: ticketActions['example.ticket.open'].params,
      async handler(ctx: Params<'example.ticket.open'>) {
        const { id, memberId, subject } = ctx.params;
        refuseOthers(ctx, memberId);
        const { EXAMPLE_SUBJECT_LENGTH: longest } = settingsOf(this.broker, ticketVariables);
        const at = new Date(nowOf(this.broker)).toISOString();
        const { state } = await this.execute(ctx, id, {
          type: 'open',
          memberId,
          subject: subject.slice(0, longest),
          at,
        });
        return { id, ...state };
      },
    },
    close: {
      ...routedBy('id'),
      params: ticketActions['example.ticket.close'].params,
      async handler(ctx: Params<'example.ticket.close'>) {
        const { id } = ctx.params;
        const { state } = await this.execute(ctx, id, {
          type: 'close',
          at: new Date(nowOf(this.broker)).toISOString(),
        });
        return { id, ...state };
      },
    },
  },
});
