import { specify } from '../../../../test/support/given.ts';
import type { TicketEvent } from './ticket.contract.ts';
import { ticket } from './ticket.ts';

const { given } = specify(ticket);

describe('A ticket', () => {
  const data = { memberId: 'kim', subject: 'A lamp is out', openedAt: '2026-01-01T09:00:00.000Z' };
  const opened: TicketEvent = { type: 'example.ticket.opened', data };
  const at = '2026-01-02T09:00:00.000Z';
  const closed: TicketEvent = { type: 'example.ticket.closed', data: { ...data, closedAt: at } };
  const open = { type: 'open', memberId: 'kim', subject: 'A lamp is out', at: data.openedAt } as const;

  it('is opened once', () => {
    given().when(open).thenEvents(opened);
    given(opened).when(open).thenEvents();
  });

  it('is closed once', () => {
    given(opened).when({ type: 'close', at }).thenEvents(closed);
    given(opened, closed).when({ type: 'close', at }).thenRefused('example-ticket-closed', 'closed');
    given().when({ type: 'close', at }).thenRefused('ticket-not-found');
  });
});
