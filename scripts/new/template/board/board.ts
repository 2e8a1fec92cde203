import type { TicketEnvelope } from '../ticket/ticket.contract.ts';
import type { BoardRow } from './board.contract.ts';

/** The row of a ticket after the event. */
export function rowOf({ type, version, data }: TicketEnvelope): Omit<BoardRow, 'id'> {
  return { ...data, state: type === 'example.ticket.closed' ? 'closed' : 'opened', version };
}
