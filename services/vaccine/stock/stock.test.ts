import assert from 'node:assert/strict';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import type { HospitalEnvelope } from '../hospital/hospital.contract.ts';
import { followHospital, type Stock, type StockCommand, stock } from './stock.ts';

const fill = (vaccineType: string, quantity: number): StockCommand => ({ type: 'fill', vaccineType, quantity });
const draw = (reservationId: string, lot = 0): StockCommand => ({ type: 'draw', reservationId, lot });
const again = (reservationId: string): StockCommand => ({ type: 'draw', reservationId, lot: 1, again: true });

/** What follows from the last command, after the others. */
function outcome(...commands: readonly StockCommand[]) {
  let state = stock.initial;
  let told: readonly object[] = [];
  for (const command of commands) {
    const events = stock.decide(command, state);
    assert.ok(!isRefusal(events));
    [state, told] = [evolveAll<Stock, (typeof events)[number]>(stock, state, events), events];
  }
  return { state, told };
}
const tells = (type: string, data: object) => [{ type: `vaccine.stock.${type}`, data }];

describe('The stock of vaccines', () => {
  const filled = [fill('Moderna', 1), fill('Pfizer', 2), fill('Janssen', 0)];

  it('gives each reservation one dose of those that are there, as its lot says', () => {
    assert.deepEqual(
      outcome(...filled, draw('r1', 1)).told,
      tells('drawn', { reservationId: 'r1', vaccineType: 'Pfizer' }),
    );
    const { told, state } = outcome(...filled, draw('r1', 2), draw('r2', 2));
    assert.deepEqual(told, tells('drawn', { reservationId: 'r2', vaccineType: 'Pfizer' }));
    assert.deepEqual(state.doses, { Moderna: 0, Pfizer: 1, Janssen: 0 });
  });

  it('gives nothing twice, and nothing that is not there', () => {
    assert.deepEqual(outcome(...filled, draw('r1'), draw('r1', 1)).told, []);
    const all = [...filled, draw('r1'), draw('r2'), draw('r3')];
    assert.deepEqual(outcome(...all, draw('r4')).told, tells('exhausted', { reservationId: 'r4' }));
  });

  it('takes a dose back once, also before it was drawn, and keeps what was used', () => {
    const back: StockCommand = { type: 'put-back', reservationId: 'r1' };
    assert.deepEqual(outcome(...filled, draw('r1'), back, back).state.doses, { Moderna: 1, Pfizer: 2, Janssen: 0 });
    assert.deepEqual(outcome(...filled, back, draw('r1')).told, []);
    const used: StockCommand = { type: 'use', reservationId: 'r1' };
    assert.deepEqual(outcome(...filled, draw('r1'), used, back).state.doses, { Moderna: 0, Pfizer: 2, Janssen: 0 });
  });

  it('says again what it has decided where the answer was lost, and changes nothing by it', () => {
    const once = outcome(...filled, draw('r1', 0));
    const twice = outcome(...filled, draw('r1', 0), again('r1'));
    assert.deepEqual([twice.told, twice.state], [once.told, once.state]);
    const empty = outcome(draw('r1'));
    assert.deepEqual(outcome(draw('r1'), again('r1')), empty);
  });

  it('is asked again by what the hospital tells again for a repair', () => {
    const received = { type: 'vaccine.hospital.received', subject: 'r1', data: { reserveDate: '2027-09-09', lot: 3 } };
    const command = { type: 'draw', reservationId: 'r1', lot: 3 };
    assert.deepEqual(followHospital(received as HospitalEnvelope)?.command, command);
    const restated = { ...received, restated: true } as HospitalEnvelope;
    assert.deepEqual(followHospital(restated)?.command, { ...command, again: true });
  });
});
