import assert from 'node:assert/strict';
import { type Reservation, type ReservationCommand, reservation } from './reservation.ts';

const today = '2027-09-09';
const booking = { userId: 'p1', userRegNumber: '900101-1******', reserveDate: today, requestedAt: '', attempt: 1 };
const assigned = { ...booking, state: 'assigned', vaccineType: 'Pfizer' } as Reservation;

function after(state: Reservation, ...commands: readonly ReservationCommand[]): Reservation {
  return commands.reduce((before, command) => {
    const outcome = reservation.decide(command, before);
    assert.ok(Array.isArray(outcome), JSON.stringify(outcome));
    return outcome.reduce(reservation.evolve, before);
  }, state);
}

describe('A reservation of a vaccination', () => {
  for (const [type, state] of [
    ['inject', 'injected'],
    ['cancel', 'cancelled'],
  ] as const)
    it(`may be told twice to ${type} by one request, and by another is refused by the name of its state`, () => {
      const command = (requestId: string) => ({ type, at: '', today, requestId }) as ReservationCommand;
      const done = after(assigned, command('one'));
      assert.equal(done.state, state);
      assert.deepEqual(reservation.decide(command('one'), done), []);
      const refused = reservation.decide(command('two'), done) as { refused: string; state: string };
      assert.deepEqual([refused.refused, refused.state], ['vaccine-reservation-state', state]);
    });
});
