import assert from 'node:assert/strict';
import { faultsOf, type Told } from '../../../mixins/trial/trial.ts';
import { type Findings, isResting, judge } from './verdict.ts';

describe('The verdict of a demonstration', () => {
  const rental = (id: string, more: Partial<Findings['rentals'][number]> = {}) => ({
    ...{ id, memberId: `m-${id}`, paymentId: id, state: 'ready' as const },
    ...more,
  });
  const found: Findings = {
    rentals: [rental('a'), rental('b', { state: 'waiting' }), rental('c', { state: 'abandoned' })],
    payments: [
      { id: 'a', state: 'captured' },
      { id: 'b', state: 'captured' },
      { id: 'c', state: 'voided' },
    ],
    balanced: true,
  };
  const told: Told = {
    accepted: new Map([
      ['m-a', 'a'],
      ['m-b', 'b'],
    ]),
    unknown: ['m-c'],
  };
  const verdictOn = (more: Partial<Findings>, said: Partial<Told> = {}) =>
    judge({ ...told, ...said }, { ...found, ...more });

  it('is good when all that was accepted is there, once and paid', () => {
    assert.deepEqual(verdictOn({}), { lost: [], doubled: [], unpaid: [], balanced: true, standing: 2, unknownDone: 0 });
    assert.deepEqual(faultsOf(verdictOn({})), []);
    assert.deepEqual(faultsOf(verdictOn({ balanced: false })), ['the ledger is not balanced']);
  });

  it('finds what is lost, because it is not there or was given up', () => {
    assert.deepEqual(verdictOn({ rentals: found.rentals.slice(1) }).lost, ['a']);
    assert.deepEqual(verdictOn({}, { accepted: new Map([['m-c', 'c']]) }).lost, ['c']);
  });

  it('finds what is there twice, and what is paid for nothing', () => {
    const rentals = [...found.rentals, rental('d', { memberId: 'm-a' })];
    const payments = [
      ...found.payments,
      { id: 'd', state: 'captured' as const },
      { id: 'e', state: 'captured' as const },
    ];
    const verdict = verdictOn({ rentals, payments });
    assert.deepEqual(verdict.doubled, ['m-a has two', 'e is paid for nothing']);
    assert.deepEqual(faultsOf(verdict), ['doubled: m-a has two', 'doubled: e is paid for nothing']);
  });

  it('finds what stands without its payment', () => {
    assert.deepEqual(verdictOn({ payments: found.payments.slice(1) }).unpaid, ['a']);
  });

  it('looks up what became of those without an answer', () => {
    assert.equal(verdictOn({}, { unknown: ['m-a', 'm-c', 'nobody'] }).unknownDone, 1);
  });

  it('waits for what is under way', () => {
    assert.ok(isResting(found));
    assert.ok(!isResting({ ...found, rentals: [rental('x', { state: 'requested' })] }));
    assert.ok(!isResting({ ...found, payments: [{ id: 'x', state: 'refunding' }] }));
  });
});
