import assert from 'node:assert/strict';
import type { Refusal } from '../../../mixins/kernel/decider.ts';
import { type Reservation, type ReservationCommand, reservation } from './reservation.ts';

const today = '2027-09-09';
const booking = { userId: 'p1', userRegNumber: '900101-1******', reserveDate: today, requestedAt: '', attempt: 1 };
const assigned = { ...booking, state: 'assigned', vaccineType: 'Pfizer' } as Reservation;

function told(state: Reservation, ...commands: readonly ReservationCommand[]): Reservation {
  return commands.reduce((before, command) => {
    const outcome = reservation.decide(command, before);
    assert.ok(Array.isArray(outcome), JSON.stringify(outcome));
    return outcome.reduce(reservation.evolve, before);
  }, state);
}

describe('A reservation of a vaccination', () => {
  it('is not even asked for on a day that cannot be booked, but joins one that could be', () => {
    const { attempt: _, ...asked } = booking;
    const request = (first: string, last: string) =>
      ({ type: 'request', ...asked, due: 0, bookable: { first, last } }) as ReservationCommand;
    const before: Reservation = { state: 'new' };
    for (const [first, last] of [
      ['2027-09-10', '2027-10-01'],
      ['2027-09-01', '2027-09-08'],
    ] as const)
      assert.equal((reservation.decide(request(first, last), before) as Refusal).refused, 'vaccine-day-outside');
    const begun = told(before, request(today, today));
    assert.equal(begun.state, 'asked');
    assert.ok(!('bookable' in begun));
    assert.deepEqual(reservation.decide(request('2027-09-10', '2027-10-01'), begun), []);
  });

  for (const [type, state] of [
    ['inject', 'injected'],
    ['cancel', 'cancelled'],
  ] as const)
    it(`may be told twice to ${type} by one request, and by another is refused by the name of its state`, () => {
      const command = (requestId: string) => ({ type, at: '', today, requestId }) as ReservationCommand;
      const done = told(assigned, command('one'));
      assert.equal(done.state, state);
      assert.deepEqual(reservation.decide(command('one'), done), []);
      const refused = reservation.decide(command('two'), done) as { refused: string; state: string };
      assert.deepEqual([refused.refused, refused.state], ['vaccine-reservation-state', state]);
    });
});
