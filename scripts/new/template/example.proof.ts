import { randomUUID } from 'node:crypto';
import { type Crowd, defineProof, recordsOf } from '../../../mixins/proof.ts';
import { pause } from '../../../mixins/waiting/waiting.ts';
import { rowOf } from './board/board.ts';
import { receipt } from './receipt/receipt.ts';
import { type Ticket, ticket } from './ticket/ticket.ts';

/** Milliseconds between two tickets of a member, on average. */
const thinking = 500;

/** Opens tickets and closes some, until the signal ends it. */
async function open({ caller, random, signal }: Crowd, who: string): Promise<void> {
  while (!signal.aborted) {
    await pause(2 * thinking * random(), signal);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { memberId: who, subject: 'A lamp is out' };
    const opened = await caller.carryOut({
      name: 'open',
      who,
      method: 'POST',
      path: '/example/tickets',
      headers,
      body,
    });
    if (!opened.body || random() < 0.5) continue;
    const subject = String(opened.body.id);
    const path = `/example/tickets/${subject}`;
    await caller.carryOut({ name: 'close', who, subject, method: 'PATCH', path, body: { state: 'closed' } });
  }
}

/** How it is proved under chaos. */
export default defineProof({
  aggregates: {
    'example.ticket': { decider: ticket, isTransient: () => false },
    'example.receipt': { decider: receipt, isTransient: () => false },
  },
  views: { 'example.board': { of: 'example.ticket', rowOf } },
  commands: ['open', 'close'],
  async use(crowd) {
    await Promise.all(['kim', 'lee', 'park'].map((who) => open(crowd, who)));
  },
  rules: {
    'every ticket has a receipt': (evidence) => {
      const written = new Set(recordsOf(evidence, 'example.receipt').map(({ id }) => id));
      const tickets = recordsOf<Ticket>(evidence, 'example.ticket');
      return tickets.filter(({ id }) => !written.has(id)).map(({ id }) => `ticket ${id} has no receipt`);
    },
  },
});
