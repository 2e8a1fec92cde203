import assert from 'node:assert/strict';
import { withMessages } from '../../../services/kakao/proof/sample-evidence.ts';
import type { Title } from '../../../services/library/book/book.ts';
import { sampleEvidence } from '../../../services/library/proof/sample-evidence.ts';
import { systems } from '../../../services/systems.ts';
import { provedBy } from '../systems.ts';
import { type Change, changed, type Planted, records } from './changes.ts';
import { check, rulesOf } from './checker.ts';
import { plantedInSisters } from './sisters.planted.ts';

const { proofs } = await provedBy(systems);
const rules = rulesOf(proofs);

/** Takes the evidence of a system in which all is well, changes it, and says which rules that violates. */
function violatedBy(change: Change): string[] {
  const evidence = withMessages(sampleEvidence());
  return [...new Set(check(proofs, { ...evidence, ...change(evidence) }).map(({ rule }) => rule))];
}

const planted: Readonly<Record<string, readonly Planted[]>> = {
  ...plantedInSisters,
  'no process ends by itself': [['a process that ended', () => ({ crashes: ['book-1 ended with 1'] })]],
  'what a client saw accepted has happened, and is paid': [
    ['a reservation that is gone', records('rental', (rentals) => rentals.filter(({ id }) => id !== 'r1'))],
    ['one that was abandoned', changed('rental', 'r2', { state: 'abandoned' })],
    ['one that was never paid', ({ movements }) => ({ movements: movements.filter(({ key }) => key !== 'r2') })],
    [
      'a return that was forgotten',
      ({ attempts }) => ({ attempts: attempts.map((attempt) => ({ ...attempt, command: 'return' })) }),
    ],
  ],
  'every charge belongs to what lives or is given back, once': [
    [
      'a charge for nothing',
      ({ movements }) => ({ movements: [...movements, { key: 'r9', amount: 1_000, charged: 1, refunded: 0 }] }),
    ],
    [
      'a charge that was not given back',
      ({ movements }) => ({ movements: movements.map((movement) => ({ ...movement, refunded: 0 })) }),
    ],
    [
      'one that was given back to a member who has the book',
      ({ movements }) => ({ movements: movements.map((movement) => ({ ...movement, refunded: 1 })) }),
    ],
    [
      'one that was charged twice',
      ({ movements }) => ({ movements: movements.map((movement) => ({ ...movement, charged: 2 })) }),
    ],
    ['a member who has the book for nothing', () => ({ movements: [] })],
  ],
  'the ledger balances': [
    ['a posting that is missing', ({ postings }) => ({ postings: postings.slice(1) })],
    ['a posting of another amount', ({ postings }) => ({ postings: postings.map((row) => ({ ...row, amount: 7 })) })],
    [
      'postings of no payment',
      ({ postings }) => ({ postings: postings.map((row) => ({ ...row, paymentId: `${row.paymentId}.2` })) }),
    ],
    [
      'a ledger that knows of less than the provider',
      ({ movements }) => ({ movements: movements.map((movement) => ({ ...movement, amount: 2_000 })) }),
    ],
  ],
  'no copy has two holders': [
    ['two who believe to have one', changed('rental', 'r2', { state: 'ready', copy: 1 })],
    [
      'a rental with two copies',
      changed('book', 'dune', {
        copies: [
          { number: 1, rentalId: 'r1', lent: true },
          { number: 2, rentalId: 'r1', lent: true },
        ],
      } satisfies Partial<Title>),
    ],
    ['a holder without a copy', changed('book', 'dune', { copies: [] })],
    ['a copy that nobody has', changed('rental', 'r1', { state: 'returned' })],
    ['a number that is not that of the copy', changed('rental', 'r1', { copy: 3 })],
    ['a copy that is held, and not lent', changed('rental', 'r1', { state: 'ready' })],
  ],
  'no copy is taken from the one it is held for': [
    [
      'one that was lent to another',
      ({ events }) => ({
        events: events.map((event) =>
          event.id === 'dune-5' ? { ...event, data: { rentalId: 'r2', copy: 1 } } : event,
        ),
      }),
    ],
    [
      'one whose holder was put back in the queue',
      ({ events }) => ({
        events: events.map((event) =>
          event.id === 'dune-5'
            ? { ...event, type: 'library.book.queued', data: { rentalId: 'r1', position: 1, title: 'Dune' } }
            : event,
        ),
      }),
    ],
    [
      'a check-out with no copy',
      ({ events }) => ({
        events: events.map((event) =>
          event.type === 'library.rental.rented' ? { ...event, data: { ...event.data, copy: undefined } } : event,
        ),
      }),
    ],
  ],
  'a member has one live reservation of a title': [
    [
      'one who has the book and waits for it',
      ({ events }) => ({
        events: events.map((event) =>
          event.subject === 'r2' ? { ...event, data: { ...event.data, memberId: 'kim' } } : event,
        ),
      }),
    ],
  ],
  'no waitlist skips or repeats': [
    ['a rental that waits in no list', changed('book', 'dune', { waitlist: [] })],
    ['one that is there twice', changed('book', 'dune', { waitlist: ['r2', 'r2'] })],
    ['one that does not wait', changed('book', 'dune', { waitlist: ['r2', 'r3'] })],
    ['a free copy', changed('book', 'dune', { copies: [{ number: 1 }] })],
    [
      'a copy that went past the first',
      ({ events }) => ({
        events: events.map((event) =>
          event.id === 'dune-6'
            ? { ...event, type: 'library.book.held', data: { rentalId: 'r3', copy: 1, title: 'Dune' } }
            : event,
        ),
      }),
    ],
    [
      'one that was queued twice',
      ({ events }) => ({
        events: events.map((event) =>
          event.id === 'dune-4' ? { ...event, data: { rentalId: 'r2', position: 2, title: 'Dune' } } : event,
        ),
      }),
    ],
  ],
  'each view row equals what its events say': [
    ['a row that is missing', records('mypage', (pages) => pages.slice(1))],
    [
      'a row of no rental',
      records('mypage', (pages) => [...pages, { ...pages[0], id: 'r9' } as (typeof pages)[number]]),
    ],
    ['a row that is old', changed('mypage', 'r1', { state: 'ready' })],
    [
      'a row of another version',
      records('mypage', (pages) => pages.map((page) => ({ ...page, version: page.version + 1 }))),
    ],
  ],
  'every event of a record is in the stream exactly once': [
    ['one that is missing', ({ events }) => ({ events: events.filter(({ id }) => id !== 'r2-1') })],
    ['one that is there twice', ({ events }) => ({ events: [...events, ...events.slice(0, 1)] })],
    ['one that no record has', records('rental', (rentals) => rentals.map((record) => ({ ...record, version: 1 })))],
  ],
  'every record is what its events add up to': [
    ['a state that was overwritten', changed('rental', 'r1', { memberId: 'choi' })],
  ],
  'nothing is in a passing state for ever': [
    ['a request', changed('rental', 'r1', { state: 'requested' })],
    ['a reservation without word of its title', changed('rental', 'r2', { state: 'reserved' })],
    ['a cancellation', changed('rental', 'r3', { state: 'cancelled' })],
    ['a payment that is to be settled', changed('payment', 'r3', { due: 1 })],
  ],
  'no message is left unpublished or unacknowledged': [
    ['an event in an outbox', () => ({ outboxes: { rental: 1 } })],
    ['a message on its way', () => ({ consumers: [{ name: 'book', unacknowledged: 1, waiting: 0 }] })],
    ['a message to come', () => ({ consumers: [{ name: 'book', unacknowledged: 0, waiting: 1 }] })],
  ],
  'the dead letters are exactly the poison that was sent': [
    ['poison that went unnoticed', () => ({ deadLetters: [] })],
    ['a dead letter that is none', () => ({ deadLetters: ['poison', '{"id":"r1-1"}'] })],
    ['poison that is there twice', () => ({ deadLetters: ['poison', 'poison'] })],
  ],
};

describe('The checker', () => {
  it('finds nothing in a system in which all is well', () => {
    assert.deepEqual(check(proofs, withMessages(sampleEvidence())), []);
  });

  for (const rule of Object.keys(rules))
    describe(`sees that ${rule}, and finds`, () => {
      for (const [what, change] of planted[rule] ?? [[`a test: there is none for "${rule}"`, () => ({})]])
        it(what, () => assert.ok(violatedBy(change).includes(rule)));
    });
});
