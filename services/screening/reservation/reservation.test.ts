import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type Reservation, type ReservationCommand, reservation } from './reservation.ts';

const entry = { hospitalId: '2', chkDate: '2027-09-09', custId: 'kim' };
const tell = (type: ReservationCommand['type']): ReservationCommand => ({ type, ...entry });

function stateAfter(...types: readonly ReservationCommand['type'][]): Reservation['status'] {
  const last = types.reduce<Reservation>((state, type) => {
    const outcome = reservation.decide(tell(type), state);
    return isRefusal(outcome) ? state : evolveAll(reservation, state, outcome);
  }, reservation.initial);
  return last.status;
}

describe('An entry of the register', () => {
  const sentences: readonly (readonly [readonly ReservationCommand['type'][], Reservation['status']])[] = [
    [['register'], 'RESERVED'],
    [['register', 'cancel'], 'CANCELED'],
    [['cancel', 'register'], 'CANCELED'],
    [['register', 'force-cancel'], 'FORCE_CANCELED'],
    [['register', 'cancel', 'force-cancel'], 'CANCELED'],
    [['force-cancel', 'register', 'cancel'], 'FORCE_CANCELED'],
  ];
  for (const [types, status] of sentences)
    it(`is ${status} after ${types.join(', ')}`, () => assert.equal(stateAfter(...types), status));
});
