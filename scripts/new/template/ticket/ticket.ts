import { type Decider, notFound } from '../../../../mixins/kernel/decider.ts';
import { closedAlready, type TicketEvent } from './ticket.contract.ts';

/** A ticket: `opened → closed`. */
export type Ticket = { readonly state: 'new' } | Known;

type Known = {
  [E in TicketEvent as E['type']]: E['data'] & {
    readonly state: E['type'] extends `example.ticket.${infer State extends 'opened' | 'closed'}` ? State : never;
  };
}[TicketEvent['type']];

export type TicketCommand =
  /** `at`: RFC 3339. */
  | { readonly type: 'open'; readonly memberId: string; readonly subject: string; readonly at: string }
  | { readonly type: 'close'; readonly at: string };

export const ticket: Decider<Ticket, TicketCommand, TicketEvent> = {
  initial: { state: 'new' },

  decide(command, ticket) {
    if (command.type === 'open') {
      const { memberId, subject, at: openedAt } = command;
      return ticket.state === 'new' ? [{ type: 'example.ticket.opened', data: { memberId, subject, openedAt } }] : [];
    }
    if (ticket.state === 'new') return notFound('ticket');
    if (ticket.state === 'closed') return closedAlready;
    const { state: _, ...data } = ticket;
    return [{ type: 'example.ticket.closed', data: { ...data, closedAt: command.at } }];
  },

  evolve: (_, { type, data }) => ({ ...data, state: type.slice('example.ticket.'.length) }) as Known,
};
