import { commandsFor } from '../../../mixins/console.ts';
import { ticketActions } from './ticket/ticket.contract.ts';

/** What an operator can type. */
export const exampleCommands = commandsFor(ticketActions, [
  {
    command: 'tickets <memberId>',
    description: "A member's tickets",
    async run(call, { memberId = '' }) {
      const { rows } = await call('example.ticket.list', { memberId });
      const lines = rows.map(({ id, state, subject }) => `${id}  ${state}: ${subject}`);
      return lines.length > 0 ? lines.join('\n') : `${memberId} has no tickets.`;
    },
  },
]);
