import type { RentalEvent, RentalStatus } from '../../services/library/rental/rental.contract.ts';
import type { RentalCommand } from '../../services/library/rental/rental.ts';

/** One of each, for the tests: the event that leads into each state, and every command. */

export const terms = {
  memberId: 'kim',
  bookId: 'dune',
  amount: 1_000,
  paymentId: 'r1',
  attempt: 1,
  requestedAt: '2026-01-01T09:00:00.000Z',
};
export const held = { copy: 2, title: 'Dune', toldBy: 5 };
export const asked = { requestId: 'asked-before' };
export const loan = { ...terms, ...held, ...asked, rentedAt: '2026-01-02T09:00:00.000Z' };
const left = { ...terms, reason: 'member', ...asked } as const;

export const into: Record<RentalStatus, RentalEvent> = {
  requested: { type: 'library.rental.requested', data: { ...terms, ...asked, due: 1 } },
  declined: { type: 'library.rental.declined', data: { ...terms, reason: 'no funds' } },
  abandoning: { type: 'library.rental.abandoning', data: { ...terms, ...asked, due: 2 } },
  abandoned: { type: 'library.rental.abandoned', data: terms },
  reserved: { type: 'library.rental.reserved', data: terms },
  waiting: { type: 'library.rental.waiting', data: { ...terms, position: 3, title: 'Dune', toldBy: 5 } },
  ready: { type: 'library.rental.ready', data: { ...terms, ...held } },
  rented: { type: 'library.rental.rented', data: loan },
  returned: { type: 'library.rental.returned', data: { ...loan, returnedAt: '2026-01-09T09:00:00.000Z' } },
  cancelled: { type: 'library.rental.cancelled', data: left },
  refunded: { type: 'library.rental.refunded', data: left },
};
export const states = Object.keys(into) as RentalStatus[];

export const at = '2026-02-01T09:00:00.000Z';
const request = { type: 'request', id: 'r1', memberId: 'kim', bookId: 'dune', amount: 1_000, at, due: 9 } as const;
export const commands = {
  request: { ...request, requestId: 'new' },
  'other book': { ...request, requestId: 'new', bookId: 'emma' },
  confirm: { type: 'confirm', paymentId: 'r1' },
  decline: { type: 'decline', paymentId: 'r1', reason: 'no funds' },
  abandon: { type: 'abandon', due: 9 },
  settle: { type: 'settle', paymentId: 'r1' },
  refund: { type: 'refund', paymentId: 'r1' },
  hold: { type: 'hold', copy: 1, title: 'Dune', toldBy: 8 },
  queue: { type: 'queue', position: 1, title: 'Dune', toldBy: 8 },
  lend: { type: 'lend', copy: 1, title: 'Dune', toldBy: 8 },
  refuse: { type: 'refuse', reason: 'unknown-title' },
  attest: { type: 'attest', toldBy: 8 },
  cancel: { type: 'cancel', at, requestId: 'new' },
  rental: { type: 'rental', at, requestId: 'new' },
  unchecked: { type: 'rental', at, requestId: 'new', unchecked: true },
  return: { type: 'return', at, requestId: 'new' },
} satisfies Record<RentalCommand['type'] | 'other book' | 'unchecked', RentalCommand>;
