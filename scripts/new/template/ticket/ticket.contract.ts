import { callsTo } from '../../../../mixins/calls.ts';
import type { ActionContract } from '../../../../mixins/contract/action.ts';
import { defineEvents, type EventsOf } from '../../../../mixins/contract/events.ts';
import { type Listing, listRules } from '../../../../mixins/contract/list.rules.ts';
import { getRules, idRule, line, memberRule, schemaOf } from '../../../../mixins/contract/rules.ts';
import { instant, named, oneOf, pageOf, text } from '../../../../mixins/contract/schema.ts';
import { timeRule } from '../../../../mixins/contract/values.ts';
import { notFound } from '../../../../mixins/kernel/decider.ts';
import type { EnvelopeOf } from '../../../../mixins/kernel/event.ts';
import type { Variables } from '../../../../mixins/settings/variable.ts';
import { integer } from '../../../../mixins/settings/variable-types.ts';

/** What others may depend on of the ticket service: its events and actions. */

const subject = { type: 'string', min: 1, max: 200, ...line } as const;
const opened = { memberId: memberRule, subject, openedAt: timeRule } as const;

/** Events carry state: the newest one of a ticket tells its whole situation. */
export const ticketEvents = defineEvents({
  'example.ticket.opened': { about: 'A member has opened a ticket.', data: opened },
  'example.ticket.closed': { about: 'A clerk has closed it.', data: { ...opened, closedAt: timeRule } },
});

export type TicketEvent = EventsOf<typeof ticketEvents>;
export type TicketEnvelope = EnvelopeOf<TicketEvent>;

export interface TicketView {
  readonly id: string;
  readonly memberId: string;
  readonly subject: string;
  readonly state: 'opened' | 'closed';
  readonly openedAt: string;
  readonly closedAt?: string;
}

const ticket = named<TicketView>(
  'ExampleTicket',
  {
    required: {
      id: schemaOf(idRule),
      memberId: schemaOf(memberRule),
      subject: text(200),
      state: oneOf('opened', 'closed'),
      openedAt: instant,
    },
    optional: { closedAt: instant },
  },
  { id: 'T1', memberId: 'kim', subject: 'A lamp is out', state: 'opened', openedAt: '2026-01-02T09:00:00.000Z' },
);

export const ticketListing: Listing = { filters: ['memberId'], sorts: [] };

export const closedAlready = {
  refused: 'example-ticket-closed',
  kind: 'conflict',
  detail: 'This ticket is closed already.',
  state: 'closed',
} as const;

export const ticketActions = {
  'example.ticket.open': {
    about: 'Opens a ticket for a member.',
    params: { id: idRule, memberId: memberRule, subject, $$strict: true },
    example: { memberId: 'kim', subject: 'A lamp is out' },
    answer: ticket,
    refusals: [{ refused: 'others-records', kind: 'forbidden', detail: 'Members open tickets for themselves.' }],
  },
  'example.ticket.close': {
    about: 'Closes a ticket.',
    params: { id: idRule, state: { type: 'enum', values: ['closed'] }, $$strict: true },
    example: { state: 'closed' },
    answer: ticket,
    refusals: [notFound('ticket'), closedAlready],
  },
  'example.ticket.list': { about: 'Tickets.', params: listRules(ticketListing), answer: pageOf(ticket), refusals: [] },
  'example.ticket.get': { about: 'One ticket.', params: getRules, answer: ticket, refusals: [notFound('ticket')] },
} as const satisfies Record<string, ActionContract>;

export const { call: callTicket } = callsTo(ticketActions);

export const ticketVariables = {
  EXAMPLE_SUBJECT_LENGTH: { kind: integer(1, 200), default: '200', help: 'How long the subject of a ticket may be.' },
} as const satisfies Variables;
