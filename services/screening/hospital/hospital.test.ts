import assert from 'node:assert/strict';
import fc from 'fast-check';
import { left } from '../../../mixins/kernel/claims.ts';
import { evolveAll, isRefusal } from '../../../mixins/kernel/decider.ts';
import { type Hospital, type HospitalCommand, hospital, placesOf } from './hospital.ts';

const day = { hospitalId: '2', hospitalNm: 'Seoul', chkDate: '2027-09-09' };
const open = (pCnt: number): HospitalCommand => ({ type: 'register', ...day, pCnt });
const hold = (screeningId: string, attempt = 1): HospitalCommand => ({ type: 'hold', screeningId, attempt });
const release = (screeningId: string, attempt = 1): HospitalCommand => ({ type: 'release', screeningId, attempt });

/** The state after these commands; a refusal changes nothing. */
function stateAfter(...commands: readonly HospitalCommand[]): Hospital {
  return commands.reduce<Hospital>((state, command) => {
    const outcome = hospital.decide(command, state);
    return isRefusal(outcome) ? state : evolveAll(hospital, state, outcome);
  }, hospital.initial);
}

function outcomeOf(command: HospitalCommand, state: Hospital): string | string[] {
  const outcome = hospital.decide(command, state);
  return isRefusal(outcome) ? outcome.refused : outcome.map(({ type }) => type.split('.').at(-1) ?? '');
}

describe("A hospital's day", () => {
  it('holds a place for each screening, until there is none', () => {
    const state = stateAfter(open(2), hold('a'));
    assert.deepEqual(outcomeOf(hold('b'), state), ['held']);
    assert.equal(outcomeOf(hold('c'), stateAfter(open(2), hold('a'), hold('b'))), 'hospital-full');
  });

  it('holds one place for a screening that asks twice', () => {
    assert.deepEqual(outcomeOf(hold('a'), stateAfter(open(2), hold('a'))), []);
  });

  it('gives a place to others when it is released, once', () => {
    const state = stateAfter(open(1), hold('a'), release('a'));
    assert.deepEqual(outcomeOf(release('a'), state), ['released']);
    assert.equal(left(state.places), 1);
    assert.deepEqual(outcomeOf(hold('b'), state), ['held']);
  });

  it('refuses a request that comes after its release', () => {
    assert.equal(outcomeOf(hold('a'), stateAfter(open(1), release('a'))), 'place-released');
    assert.deepEqual(outcomeOf(hold('a', 2), stateAfter(open(1), release('a'))), ['held']);
  });

  it('tells each screening that has a place when it is deleted, and holds none afterwards', () => {
    const state = stateAfter(open(3), hold('a'), hold('b'));
    assert.deepEqual(outcomeOf({ type: 'delete' }, state), ['evicted', 'evicted', 'deleted']);
    const deleted = stateAfter(open(3), hold('a'), hold('b'), { type: 'delete' });
    assert.deepEqual([placesOf(deleted), outcomeOf(hold('c'), deleted)], [[], 'hospital-deleted']);
    assert.deepEqual(outcomeOf(release('a'), deleted), []);
    assert.deepEqual(outcomeOf(open(3), deleted), ['registered']);
  });

  it('cannot have fewer places than are held', () => {
    assert.equal(outcomeOf(open(1), stateAfter(open(3), hold('a'), hold('b'))), 'screening-places-held');
    assert.deepEqual(outcomeOf(open(3), stateAfter(open(3))), []);
  });

  it('is changed while it is open, not below what is held', () => {
    const change: HospitalCommand = { type: 'change', pCnt: 2 };
    assert.deepEqual(outcomeOf(change, stateAfter(open(3), hold('a'), hold('b'))), ['registered']);
    assert.deepEqual(outcomeOf(change, stateAfter(open(2))), []);
    assert.equal(outcomeOf(change, stateAfter(open(3), hold('a'), hold('b'), hold('c'))), 'screening-places-held');
    assert.equal(outcomeOf(change, stateAfter(open(3), { type: 'delete' })), 'hospital-deleted');
    assert.equal(outcomeOf(change, hospital.initial), 'hospital-not-found');
    assert.equal(stateAfter(open(3), { type: 'change', hospitalNm: 'new' }).places.limit, 3);
  });

  it('is not there before it is registered', () => {
    assert.equal(outcomeOf(hold('a'), hospital.initial), 'hospital-not-found');
    assert.deepEqual(outcomeOf(release('a'), hospital.initial), []);
    assert.equal(outcomeOf({ type: 'delete' }, hospital.initial), 'hospital-not-found');
  });

  it('stays small however many are refused', () => {
    const all = Array.from({ length: 3_000 }, (_, index) => hold(`screening-${index}`));
    const state = stateAfter(open(10), ...all);
    assert.equal(placesOf(state).length, 10);
    assert.ok(JSON.stringify(state).length < 4_096);
  });

  it('never gives more places than it has, whatever comes in whatever order', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd');
    const command = fc.oneof(
      ids.map((id) => hold(id)),
      ids.map((id) => release(id)),
      fc.integer({ min: 0, max: 3 }).map(open),
      fc.integer({ min: 0, max: 3 }).map((pCnt): HospitalCommand => ({ type: 'change', pCnt })),
      fc.constant<HospitalCommand>({ type: 'delete' }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const state = stateAfter(...commands);
        assert.ok(placesOf(state).length <= state.places.limit);
        assert.ok(state.state !== 'deleted' || placesOf(state).length === 0);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
