import { type Decider, type DomainEvent, evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type Envelope, envelop } from '../../../mixins/kernel/event.ts';
import type { Evidence } from '../../../mixins/proof.ts';
import type { Stored } from '../../../mixins/store/port.ts';
import { type PaymentCommand, payment } from '../../payment/payment.ts';
import { type BookCommand, book } from '../book/book.ts';
import { projectMypage } from '../mypage/mypage.projection.ts';
import type { RentalEnvelope } from '../rental/rental.contract.ts';
import { type RentalCommand, rental } from '../rental/rental.ts';

const at = '2026-01-01T00:00:00.000Z';

/** Lives the life of one record. */
function live<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  source: string,
  id: string,
  commands: readonly Command[],
): { record: Stored<State>; events: Envelope[] } {
  let events: Event[] = [];
  for (const command of commands) {
    const decided = decider.decide(command, evolveAll(decider, decider.initial, events));
    if (isRefusal(decided)) throw new Error(`${id}: ${decided.refused}`);
    events = [...events, ...decided];
  }
  const origin = { source, subject: id, at: Date.parse(at), correlationId: 'c', causationId: 'c' };
  const state = evolveAll(decider, decider.initial, events);
  return asJson({ record: { id, version: events.length, state }, events: envelop(events, 0, origin) });
}

function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

const members: Readonly<Record<string, string>> = { r1: 'kim', r2: 'lee', r3: 'park' };

function memberOf(id: string): string {
  return members[id] ?? '';
}

/** Of one title with a copy `r1` has it, `r2` waits for it, and `r3` was cancelled and given back. */
export function sampleEvidence(): Evidence {
  const rentals = ['r1', 'r2', 'r3'].map((id, index) => {
    const terms = { id, memberId: memberOf(id), bookId: 'dune', amount: 1_000, at, due: 1, requestId: id };
    const told = { title: 'Dune', toldBy: index + 2 };
    const ends: readonly RentalCommand[][] = [
      [
        { type: 'hold', copy: 1, ...told },
        { type: 'rental', at, requestId: 'take' },
      ],
      [{ type: 'queue', position: 1, ...told }],
      [
        { type: 'queue', position: 2, ...told },
        { type: 'cancel', at, requestId: 'cancel' },
        { type: 'refund', paymentId: id },
      ],
    ];
    const begin: RentalCommand[] = [
      { type: 'request', ...terms },
      { type: 'confirm', paymentId: id },
    ];
    return live(rental, '/rental', id, [...begin, ...(ends[index] ?? [])]);
  });
  const payments = ['r1', 'r2', 'r3'].map((id) => {
    const order = { memberId: memberOf(id), orderId: id };
    const paid: PaymentCommand[] = [{ type: 'approved', reference: id, amount: 1_000, ...order, at: 1 }];
    const back: PaymentCommand[] = [
      { type: 'settle', ...order, at: 2, inquireAt: 3 },
      { type: 'refunded', at: 3 },
    ];
    return live(payment, '/payment', id, id === 'r3' ? [...paid, ...back] : paid);
  });
  const follow = (rentalId: string) => ({ rentalId, requestedAt: Date.parse(at), at: Date.parse(at) });
  const commands: BookCommand[] = [
    { type: 'catalogue', details: { title: 'Dune', authors: 'Herbert' }, copies: 1 },
    { type: 'allocate', ...follow('r1') },
    { type: 'allocate', ...follow('r2') },
    { type: 'allocate', ...follow('r3') },
    { type: 'lend', ...follow('r1') },
    { type: 'release', by: 'cancel', ...follow('r3') },
  ];
  const title = live(book, '/book', 'dune', commands);
  return {
    crashes: [],
    attempts: rentals.map(({ record }) => ({
      command: 'reserve',
      who: memberOf(record.id),
      subject: record.id,
      outcome: 'accepted',
      askedAt: 0,
      answeredAt: 1,
    })),
    records: {
      rental: rentals.map(({ record }) => record),
      payment: payments.map(({ record }) => record),
      book: [title.record],
      mypage: rentals.map(({ events }) => pageAfter(events.at(-1) as RentalEnvelope)),
    },
    postings: payments.flatMap(({ record: { id, state } }) =>
      state.state === 'absent' ? [] : state.postings.map(({ at: _, ...posting }) => ({ paymentId: id, ...posting })),
    ),
    events: [...rentals, ...payments, title].flatMap(({ events }) => events),
    told: [],
    acknowledged: [],
    movements: ['r1', 'r2', 'r3'].map((key) => ({ key, amount: 1_000, charged: 1, refunded: key === 'r3' ? 1 : 0 })),
    others: {},
    outboxes: { rental: 0, payment: 0, book: 0 },
    consumers: [{ name: 'mypage', unacknowledged: 0, waiting: 0 }],
    deadLetters: ['poison'],
    poison: ['poison'],
  };
}

function pageAfter(newest: RentalEnvelope): Stored<object> {
  const state = projectMypage(newest);
  if (!state) throw new Error(`${newest.type} does not show`);
  return asJson({ id: newest.subject, version: newest.version, state });
}
